"""What the sixth set's patients come with: an endoscopist's, an emergency room's and a nursing home's."""

from __future__ import annotations

from benchmarks.outside.story import Story

POLYPS = Story(
    "Adenomatous polyps of the ascending and sigmoid colon",
    "Surveillance colonoscopy, prior polyps",
    (
        "{mr} is a {age} {man} sent by {ref} for surveillance; two tubular adenomas were removed five years ago.",
        "{He} has no bleeding, weight loss or change in bowel habit.",
        "{His} {rel} will drive {him} home.",
        "The split bowel preparation was taken in full and went clear.",
    ),
    "ASA class 2, Mallampati 2. Heart regular. Lungs clear. Abdomen soft, not tender. Digital rectal exam normal.",
    (
        "Two sessile polyps, 6 and 9 mm, were removed by cold snare and retrieved.",
        "There was no bleeding at either site and {he} woke without discomfort.",
        "Scattered diverticula and small internal hemorrhoids were seen.",
    ),
    (
        "Resume the usual diet and medicines today",
        "No driving until tomorrow",
        "Await pathology; a letter follows in ten days",
        "Repeat colonoscopy in three years",
    ),
    ("Psyllium 3.4 g PO daily", "Lisinopril 20 mg PO daily", "Rosuvastatin 10 mg PO nightly", "Aspirin 81 mg PO daily"),
    (
        "CT colonography, prior",
        "Two filling defects, 6 mm in the ascending and 9 mm in the sigmoid colon. No mass or wall thickening elsewhere.",
        "Two small polyps; direct inspection advised.",
    ),
    (
        "Colonoscopy with snare polypectomy",
        (
            "The scope was passed to the cecum, identified by the appendiceal orifice and the ileocecal valve.",
            "Preparation was good, Boston score 8. Withdrawal took eleven minutes.",
            "A 6 mm polyp in the ascending colon and a 9 mm polyp in the sigmoid were removed with a cold snare.",
            "Retroflexion in the rectum showed small internal hemorrhoids.",
        ),
    ),
    (
        "Colon, ascending and sigmoid, polypectomy",
        "Jar A, one tan polypoid fragment, 0.6 cm; jar B, two fragments, 0.9 cm in aggregate",
        "Tubular adenomas, negative for high-grade dysplasia",
    ),
)
SWALLOW = Story(
    "Schatzki ring with reflux esophagitis, grade B",
    "Food sticking when swallowing",
    (
        "{mr} has had solid food, bread and meat above all, catch behind the breastbone for eight months.",
        "Heartburn goes back many years; {he} takes antacids at night. {ref} started omeprazole in spring.",
        "Liquids pass. There is no weight loss, vomiting of blood or black stool.",
        "{relname}, {his} {rel}, saw {him} choke on a piece of chicken last month.",
    ),
    "Comfortable, voice clear. Neck without mass. Chest clear. Abdomen soft without tenderness or organ enlargement.",
    (
        "The ring was stretched to 18 mm with a balloon and broke cleanly.",
        "Biopsies were taken above it to look for eosinophils.",
        "{He} drank water an hour later without trouble.",
    ),
    (
        "Omeprazole twice a day for eight weeks",
        "Soft food today, chew well",
        "No meals within three hours of bed",
        "Office visit in two months",
    ),
    ("Omeprazole 40 mg PO BID", "Calcium carbonate 500 mg PO PRN", "Losartan 50 mg PO daily", "Acetaminophen 500 mg PO q6h PRN"),
    (
        "Barium swallow",
        "A 13 mm tablet is held up at a smooth ring just above a small hiatal hernia. Motility is preserved. No aspiration.",
        "Lower esophageal ring with small sliding hernia.",
    ),
    (
        "Esophagogastroduodenoscopy with biopsy and balloon dilation",
        (
            "The scope was passed under vision into the second part of the duodenum.",
            "A ring of 12 mm stood at 38 cm with two short breaks in the mucosa above it.",
            "Four biopsies were taken from the middle esophagus and a balloon was inflated to 15, 16.5 and 18 mm.",
            "The stomach and duodenum were normal. A 2 cm hiatal hernia was noted.",
        ),
    ),
    (
        "Esophagus, middle, biopsy",
        "Four white-tan fragments, 0.2 to 0.3 cm",
        "Squamous mucosa with reflux changes; fewer than five eosinophils per field",
    ),
)
CHEST = Story(
    "Chest pain, acute coronary syndrome ruled out",
    "Chest pain",
    (
        "{mr} is a {age} {man} whose chest began to feel tight while carrying groceries two hours before arrival.",
        "The pain went to the left shoulder, was 7 of 10 at its worst and eased after one nitroglycerin from {his} {rel}.",
        "No sweating, fainting or shortness of breath. A stress test ordered by {ref} in 2016 was normal.",
        "Aspirin 324 mg was given by the ambulance crew.",
    ),
    "Anxious but in no distress. Heart regular, no murmur. Lungs clear. Chest wall tender at the left third rib. Calves soft.",
    (
        "Three troponins over six hours stayed below the limit and the tracing did not change.",
        "Heart score 3. A treadmill test the next morning was negative at 9 METS.",
        "{He} was free of pain after ketorolac and walked the hall.",
    ),
    (
        "See the family doctor within 72 hours",
        "Ibuprofen with food for five days",
        "Return for pain at rest, fainting or shortness of breath",
        "Stop smoking; quit line number given",
    ),
    ("Aspirin 81 mg PO daily", "Ibuprofen 400 mg PO q8h PRN", "Atorvastatin 20 mg PO nightly", "Nitroglycerin 0.4 mg SL PRN chest pain"),
    (
        "Portable chest, one view",
        "Heart size normal. Lungs clear without effusion or pneumothorax. Mediastinum not widened.",
        "No acute cardiopulmonary disease.",
    ),
    (
        "Left heart catheterization",
        ("The right radial artery was entered under ultrasound.", "Coronary arteries showed luminal irregularities only.",
            "A compression band was placed and the hand stayed warm."),
    ),
    ("Skin, chest, shave biopsy", "One tan shave of skin, 0.7 cm", "Seborrheic keratosis"),
)  # fmt: skip
BLADDER = Story(
    "Sepsis due to Escherichia coli urinary tract infection",
    "Fever and confusion",
    (
        "{mr} is a {age} {man} who became drowsy and confused overnight with a temperature of 102.4.",
        "Staff noted strong-smelling urine for three days. {relname} ({rel}) was called and wishes full treatment.",
        "{ref} had given nitrofurantoin for a bladder infection in the month before.",
        "Blood pressure was 88/50 on the first reading and rose with two liters of fluid.",
    ),
    "Drowsy, oriented to name only. Mouth dry. Lungs clear. Suprapubic tenderness, no flank pain. Skin intact but for a red area on the"
    " sacrum.",
    (
        "Ceftriaxone was begun in the first hour; the blood grew Escherichia coli sensitive to it.",
        "By the third day {he} was back to {his} usual self and ate with help.",
        "The urinary catheter was taken out and {he} voided without trouble.",
    ),
    (
        "Finish cefpodoxime, seven more days",
        "Encourage fluids, two liters a day",
        "Turn every two hours, barrier cream to the sacrum",
        "Basic metabolic panel in one week",
    ),
    ("Cefpodoxime 200 mg PO BID", "Donepezil 10 mg PO nightly", "Metoprolol succinate 25 mg PO daily", "Acetaminophen 650 mg PO q6h PRN"),
    (
        "Ultrasound of the kidneys and bladder",
        "Kidneys 10.4 and 10.1 cm without stone or dilation. Bladder wall thickened, residual 90 mL after voiding.",
        "No obstruction. Thick bladder wall in keeping with cystitis.",
    ),
    (
        "Cystoscopy with bladder biopsy",
        (
            "The urethra was normal. The bladder wall was red and trabeculated.",
            "Two cold cup biopsies were taken and the bases fulgurated.",
        ),
    ),
    ("Bladder, biopsy", "Two pink fragments, 0.3 cm each", "Chronic cystitis without malignancy"),
)
