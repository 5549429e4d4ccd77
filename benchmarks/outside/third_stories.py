"""What the patients of the third set's special practices come with."""

from __future__ import annotations

from benchmarks.outside.story import Story

LYMPHOMA = Story(
    "Diffuse large B-cell lymphoma, stage IIIA, on R-CHOP",
    "Here for cycle 4",
    (
        "{mr} is a {age} {man} found to have neck and retroperitoneal adenopathy after {ref} felt a lump at a yearly physical.",
        "An excisional node biopsy showed a germinal center phenotype, Ki-67 of 80 percent, without MYC or BCL2 rearrangement.",
        "Three cycles were given on schedule. Nausea lasted two days after the last one; no fever, no mouth sores.",
        "{His} {rel} {relname} drives {him} to each infusion and keeps the calendar of injections.",
    ),
    "ECOG 1. Right chest port without erythema. No palpable neck nodes. Heart regular. Spleen tip not felt. Toes tingle; reflexes trace.",
    (
        "The interim PET was read as Deauville 2 by {oth}.",
        "Pegfilgrastim was added after the first cycle for a nadir count of 0.4.",
        "Vincristine was cut by half because of numb fingertips.",
    ),
    (
        "Proceed with cycle 4 today, vincristine at half dose",
        "Pegfilgrastim on-body injector, day 2",
        "Call the triage line for a temperature of 100.4 F",
        "PET-CT after cycle 6; clinic with labs in 21 days",
    ),
    (
        "Allopurinol 300 mg PO daily",
        "Acyclovir 400 mg PO BID",
        "Prednisone 100 mg PO daily days 1-5",
        "Ondansetron 8 mg PO q8h PRN",
        "Prochlorperazine 10 mg PO q6h PRN",
    ),
    (
        "PET-CT, skull base to mid thigh",
        "Prior FDG-avid cervical and retroperitoneal nodes have resolved. Marrow uptake is diffuse, as after growth factor.",
        "Complete metabolic response.",
    ),
    (
        "Right internal jugular port placement",
        ("The vein was entered under ultrasound.", "A single-lumen power port was tunneled to the chest and flushed freely."),
    ),
    ("Lymph node, right neck, excision", "A 2.9 cm fish-flesh node", "Diffuse large B-cell lymphoma, germinal center type"),
)
PREGNANCY = Story(
    "Intrauterine pregnancy at 32 weeks 4 days, diet-controlled gestational diabetes",
    "Return OB visit",
    (
        "{mr} is a {age} G2P1001 seen for a return visit. Baby moves well. No bleeding, leaking or contractions.",
        "Fasting sugars 84 to 96 on diet. She sees the nutritionist with {relname}, her {rel}.",
        "Her first child, Eleanor, was born at 39 weeks by cesarean for a breech, attended by {oth}.",
        "She wishes a trial of labor and has read the handout. {ref} follows her thyroid.",
    ),
    "Fundal height 33 cm. Fetal heart tones 144. Vertex by Leopold. Trace edema. Low transverse scar well healed.",
    (
        "The glucose challenge was 158 and two values of the three-hour test were raised.",
        "Growth was at the 61st percentile with normal fluid.",
        "Tdap was given at 28 weeks and Rh immune globulin was not needed.",
    ),
    (
        "Non-stress test weekly from 36 weeks",
        "Continue four glucose checks a day",
        "Trial of labor after cesarean consent at next visit",
        "Group B strep culture at 36 weeks",
    ),
    (
        "Prenatal vitamin with DHA 1 tab PO daily",
        "Levothyroxine 50 mcg PO daily",
        "Aspirin 81 mg PO daily",
        "Docusate 100 mg PO BID PRN",
    ),
    (
        "Obstetric ultrasound, third trimester growth",
        "Single live fetus, vertex. Estimated weight 1,962 g, 61st percentile. Amniotic fluid index 14.2 cm. Placenta posterior, clear of"
        " the cervix.",
        "Appropriate growth for 32 weeks.",
    ),
    (
        "Repeat low transverse cesarean delivery",
        (
            "A Pfannenstiel incision was made through the old scar and the bladder flap developed.",
            "A live female infant was delivered at 0812 from vertex, Apgars 8 and 9, weight 3,340 g, and handed to {oth}.",
            "The placenta came out whole. The uterus was closed in two layers and was firm.",
        ),
    ),
    ("Placenta, third trimester", "A 482 g discoid placenta with a three-vessel cord", "Mature placenta, no significant change"),
)
RADICULAR = Story(
    "Left L5 radiculopathy from disc herniation L4-L5",
    "Left leg pain, 7 out of 10",
    (
        "{mr}, a {age} {man}, has burning pain from the left buttock to the great toe since lifting a water heater in the spring.",
        "Six weeks of therapy and gabapentin gave a third of relief. {ref} sent {him} for injections.",
        "Sitting more than twenty minutes and coughing make it worse. No saddle numbness, no loss of bladder control.",
        "A cousin of {his} {rel} {relname} was helped here by {oth}.",
    ),
    "Antalgic gait. Straight leg raise positive at 35 degrees on the left. Great toe extension 4+/5. Ankle jerks equal. No clonus.",
    (
        "The first transforaminal injection gave 60 percent relief for five weeks.",
        "The opioid risk score was low and the state monitoring program showed one prescriber.",
        "{He} is back at light duty and walks a mile in the evening.",
    ),
    (
        "Repeat left L4-L5 and L5-S1 transforaminal injection",
        "Gabapentin up to 600 mg three times a day",
        "Core program twice weekly, eight visits",
        "Surgical opinion if no better at six weeks",
    ),
    (
        "Gabapentin 300 mg PO TID",
        "Meloxicam 15 mg PO daily with food",
        "Tizanidine 4 mg PO qHS",
        "Hydrocodone-acetaminophen 5-325 mg PO q8h PRN",
        "Lidocaine 5% patch 12 h on, 12 h off",
    ),
    (
        "MRI lumbar spine without gadolinium",
        "At L4-L5 a 6 mm left paracentral extrusion displaces the descending L5 root. Mild facet change at L5-S1.",
        "Left L4-L5 disc extrusion with L5 root contact.",
    ),
    (
        "Left L4-L5 and L5-S1 transforaminal epidural steroid injection under fluoroscopy",
        (
            "Prone on the table, skin cleaned with chlorhexidine, 22 gauge needles were advanced to the safe triangle.",
            "Contrast outlined the root and epidural space without vascular run-off.",
            "Dexamethasone 10 mg with 1 mL of preservative-free lidocaine was given at each level.",
        ),
    ),
    ("Disc material, L4-L5", "Gray-white shreds, 1.4 cm together", "Degenerated fibrocartilage"),
)
SHOULDER = Story(
    "Right rotator cuff strain after fall in field training",
    "Right shoulder pain x 3 weeks",
    (
        "{mr} slipped off a tailgate and landed on the outstretched right hand. Pain with overhead reach and at night since then.",
        "Ibuprofen 800 helps in part. No numbness. No earlier injury to this shoulder.",
        "{relname}, {his} {rel} and sponsor for the household, came along to the visit.",
        "{ref} placed a 30-day lifting limit.",
    ),
    "No deformity. Active abduction to 110 degrees with painful arc. Empty can weak 4/5. Hawkins positive. Neurovascular intact.",
    (
        "Films showed no fracture.",
        "A subacromial injection by {oth} eased the night pain.",
        "Range came back to 160 degrees over four weeks of therapy.",
    ),
    ("Physical therapy, shoulder protocol, 6 visits", "No overhead lifting for 30 days", "MRI if weakness stays", "Return in 4 weeks"),
    ("Naproxen 500 mg PO BID with meals", "Omeprazole 20 mg PO daily", "Cyclobenzaprine 5 mg PO qHS PRN", "Cetirizine 10 mg PO daily"),
    (
        "Right shoulder, three views",
        "No fracture or dislocation. The acromiohumeral distance is kept. Small spur at the AC joint.",
        "No acute osseous abnormality.",
    ),
    ("Subacromial injection, right", ("Under sterile technique the posterior portal was used.", "Triamcinolone 40 mg was given.")),
    ("Skin tag, axilla", "A 0.4 cm polyp", "Fibroepithelial polyp"),
)
