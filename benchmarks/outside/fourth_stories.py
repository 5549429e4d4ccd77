"""What a labour ward's patients come with."""

from __future__ import annotations

from benchmarks.outside.story import Story

LABOR = Story(
    "Intrauterine pregnancy at term, active labor",
    "Contractions",
    (
        "{mr} is a {age} {man} at 39 weeks who began to contract every five minutes after midnight.",
        "Prenatal care with {ref} was without complication.",
        "{His} {rel} {relname} drove {him} in. Membranes are intact and the baby moves well.",
    ),
    "Fundal height 38 cm. Vertex by Leopold. Cervix 5 cm, 80 percent effaced, station minus one. Fetal heart 140, reactive.",
    (
        "Epidural analgesia was placed. Membranes were ruptured with clear fluid.",
        "{He} pushed for fifty minutes. A second degree laceration was repaired with 3-0 Vicryl.",
        "Bleeding stayed light and {he} nursed the baby within the hour.",
    ),
    ("Pelvic rest for six weeks", "Ibuprofen for cramps", "Lactation visit before going home", "Postpartum visit in three weeks"),
    ("Prenatal vitamin PO daily", "Ibuprofen 600 mg PO q6h PRN", "Docusate 100 mg PO BID", "Ferrous sulfate 325 mg PO daily"),
    (
        "Obstetric ultrasound, third trimester",
        "Single fetus in vertex position. Fluid index 11 cm. Placenta anterior, clear of the os. Estimated weight 3300 g.",
        "Appropriate growth at 39 weeks.",
    ),
    (
        "Primary low transverse cesarean delivery",
        (
            "A Pfannenstiel incision was carried to the fascia.",
            "The bladder flap was made and the uterus entered low and across.",
            "The head was delivered without trouble, the placenta by traction.",
            "The uterus was closed in two layers. Counts were correct twice.",
        ),
    ),
    ("Placenta", "Placenta, 520 g, with three-vessel cord", "Mature placenta without chorioamnionitis"),
)
