"""What the patients of the second set's special practices come with."""

from __future__ import annotations

from benchmarks.outside.story import Story

KIDNEY = Story(
    "End-stage renal disease on in-center hemodialysis, due to diabetic nephropathy",
    "Routine dialysis visit",
    (
        "{mr} was seen on dialysis, third shift, chair 11.",
        "{He} runs four hours three times a week through a left forearm fistula and gains 2.4 kg between treatments.",
        "Cramping in the last half hour on two occasions; no chest pain, fever or bleeding.",
        "{His} {rel} {relname} is being worked up as a living donor by {oth}.",
    ),
    "Lungs clear. Trace ankle edema. Left forearm fistula with good thrill and bruit, two buttonhole sites without redness.",
    (
        "Target weight was lowered by half a kilogram and then kept.",
        "The fistula was dilated in March by {oth} and has since given a blood flow of 450.",
        "Phosphorus remains above goal in spite of counseling by the dietitian.",
    ),
    (
        "Target weight 71.5 kg from the next treatment",
        "Sevelamer with every meal, binder diary to the dietitian",
        "Access flow by ultrasound dilution next month",
        "Hepatitis B titer with the quarterly bloods",
    ),
    (
        "Sevelamer carbonate 800 mg PO TID with meals",
        "Epoetin alfa 4,000 units IV each treatment",
        "Paricalcitol 2 mcg IV each treatment",
        "Cinacalcet 30 mg PO daily",
        "Carvedilol 12.5 mg PO BID",
    ),
    (
        "Fistulogram, left forearm",
        "There is a 60 percent narrowing of the cephalic outflow that was dilated with a 7 mm balloon. Central veins are open.",
        "Successful angioplasty of the venous outflow.",
    ),
    (
        "Creation of left radiocephalic arteriovenous fistula",
        (
            "The cephalic vein and radial artery were exposed at the wrist.",
            "An end-to-side anastomosis was sewn with 7-0 polypropylene. A thrill was felt at once.",
            "The hand remained warm with a good capillary refill.",
        ),
    ),
    ("Parathyroid, left lower", "A 1.1 g tan nodule, 1.6 cm", "Parathyroid hyperplasia"),
)
CATARACT = Story(
    "Age-related nuclear cataract, right eye",
    "Blurred vision and glare at night",
    (
        "{mr} has noticed slowly worsening vision in the right eye for two years and no longer drives after dark.",
        "A new pair of glasses from {ref} did not help.",
        "No pain, flashes or floaters. {His} {rel} has glaucoma.",
        "The left lens was replaced elsewhere six years ago.",
    ),
    "Lids and lashes normal. Conjunctiva quiet. Cornea clear. Right lens 3+ nuclear sclerosis, left intraocular lens in the bag.",
    (
        "Drops were begun two days before surgery.",
        "The pressure on the first day after surgery was 17 and the cornea was clear.",
        "Vision improved to 20/25 within a week.",
    ),
    (
        "Prednisolone drops four times a day, then taper",
        "No rubbing, no swimming for two weeks",
        "Shield at night for one week",
        "Refraction at four weeks",
    ),
    ("Prednisolone acetate 1% OD QID", "Ketorolac 0.5% OD QID", "Moxifloxacin 0.5% OD QID", "Artificial tears OU PRN"),
    (
        "Optical coherence tomography, both maculae",
        "Central thickness 262 and 258 microns. Foveal contour is preserved. No subretinal fluid.",
        "Normal macular structure in both eyes.",
    ),
    (
        "Phacoemulsification with posterior chamber lens implant, right eye",
        (
            "A 2.4 mm temporal clear corneal incision and a side port were made.",
            "A continuous capsulorhexis was completed and the nucleus chopped and emulsified.",
            "A +21.5 diopter foldable lens was placed in the bag and centered well.",
            "The wound was hydrated and found watertight.",
        ),
    ),
    ("Conjunctiva, right, biopsy", "One pink fragment, 0.3 cm", "Pinguecula"),
)
MOLARS = Story(
    "Impacted mandibular third molars, teeth 17 and 32",
    "Jaw pain and swelling behind the last tooth",
    (
        "{mr} was sent by {ref}, who found two impacted lower wisdom teeth on a bitewing film.",
        "{He} had two bouts of pericoronitis this year, the last treated with amoxicillin.",
        "No trismus now. No numbness of the lip or tongue.",
        "{He} chews on the left and {his} {rel} will drive {him} home after sedation.",
    ),
    "Maximum opening 44 mm. Partially erupted 17 with inflamed operculum; 32 not visible. No lymph nodes. Mallampati class II.",
    (
        "Both teeth were removed under intravenous sedation.",
        "Swelling was greatest on the second day and settled with cold packs.",
        "Sensation in both lower lips was intact at the first check.",
    ),
    (
        "Soft diet for five days, no straws",
        "Chlorhexidine rinse from the second day",
        "Suture check in one week",
        "Call for fever or bleeding that does not stop with pressure",
    ),
    ("Ibuprofen 600 mg PO q6h", "Acetaminophen 500 mg PO q6h", "Chlorhexidine 0.12% rinse BID", "Amoxicillin 500 mg PO TID"),
    (
        "Cone beam CT of the mandible",
        "Both third molars are mesioangular. The canal runs lingual to the roots of 32 with an intact cortex. No cyst.",
        "Impacted third molars without cystic change; canal close to 32.",
    ),
    (
        "Surgical removal of impacted teeth 17 and 32",
        (
            "Bilateral inferior alveolar blocks were given with two percent lidocaine.",
            "An envelope flap was raised, buccal bone removed under irrigation and the crown sectioned.",
            "The roots were delivered whole. The sockets were curetted and rinsed.",
            "Closure with 3-0 chromic gut; gauze packs in place.",
        ),
    ),
    ("Soft tissue, distal to 17", "A 0.9 cm pink-tan fragment", "Dental follicle with chronic inflammation"),
)
DEPRESSION = Story(
    "Major depressive disorder, recurrent, moderate (F33.1)",
    "I can't get myself going",
    (
        "{mr} has felt low and without energy since the spring, with early waking and a loss of nine pounds.",
        "{He} stopped sertraline in January because it seemed no longer needed.",
        "{He} quarrels with {his} {rel} {relname} about money; there is no violence at home.",
        "{He} has had passing thoughts that life is not worth it, without plan or intent.",
    ),
    "Neatly dressed, slow to answer. Mood low, affect narrow but warms up. Thought orderly. No delusions. Memory good. Insight fair.",
    (
        "Sertraline was begun again and raised to 100 mg.",
        "{He} came to seven of eight group meetings and made a safety plan with {relname}.",
        "The PHQ-9 fell from 19 to 8.",
    ),
    (
        "Sertraline 100 mg each morning",
        "Weekly individual therapy, behavioral activation",
        "Crisis line card given, safety plan reviewed",
        "PHQ-9 at each visit",
    ),
    ("Sertraline 100 mg PO qAM", "Trazodone 50 mg PO qHS", "Hydroxyzine 25 mg PO BID PRN anxiety", "Prazosin 1 mg PO qHS"),
    ("CT of the head without contrast", "Ventricles and sulci are normal for age. No mass or bleed.", "Normal study."),
    ("Electroconvulsive treatment, right unilateral", ("A seizure of 38 seconds was recorded.", "Recovery was uneventful.")),
    ("Skin, scalp, shave", "A 0.5 cm tan papule", "Seborrheic keratosis"),
)
HIP = Story(
    "Aftercare following repair of a right femoral neck fracture",
    "Weakness and pain after hip repair",
    (
        "{mr} fell in {his} kitchen, broke the right hip and was operated on by {oth} at the county hospital.",
        "{He} comes for rehabilitation, needs two people to stand and walks ten feet with a walker.",
        "Appetite poor; weight down six pounds since the fall.",
        "{His} {rel} {relname} hopes to take {him} home within the month.",
    ),
    "Frail but alert. Right hip incision healed, staples out. Right leg 3/5. Heels intact. Short-term memory impaired, 2 of 3 words.",
    (
        "With daily therapy {he} progressed to 120 feet with a front-wheel walker and stand-by help.",
        "A stage 2 area on the sacrum closed with foam dressings.",
        "Oxycodone was replaced by scheduled acetaminophen.",
    ),
    (
        "Weight bearing as tolerated",
        "Physical and occupational therapy five times a week",
        "Fall mat and low bed",
        "Weekly weights and supplement between meals",
    ),
    (
        "Acetaminophen 650 mg PO TID",
        "Enoxaparin 40 mg SQ daily",
        "Donepezil 5 mg PO qHS",
        "Calcium with vitamin D 600 mg PO BID",
        "Mirtazapine 7.5 mg PO qHS",
    ),
    (
        "Right hip, two views, portable",
        "Hemiarthroplasty in good position. No loosening or new fracture. Bones are thin.",
        "Right hip hemiarthroplasty without complication.",
    ),
    (
        "Right hip hemiarthroplasty",
        (
            "An anterolateral approach was made and the capsule opened.",
            "The femoral head was removed and measured 47 mm.",
            "A cemented stem with a bipolar head was reduced and stable through the range.",
        ),
    ),
    ("Femoral head, right", "A 4.7 cm femoral head with a jagged neck", "Fracture with hemorrhage; osteopenia; no tumor"),
)
BACK = Story(
    "Lumbar spinal stenosis with neurogenic claudication, L4-5",
    "Back and leg pain on walking",
    (
        "{mr} has had aching in the low back and both buttocks for eighteen months, worse on standing and eased by sitting.",
        "{He} can walk a block and a half, leaning on a shopping cart.",
        "Six weeks of therapy and two epidural injections by {oth} gave relief for a month.",
        "No change in bladder or bowel. {He} has not worked since October.",
    ),
    "Walks stooped. Lumbar extension limited to 5 degrees. Straight leg raise negative. Left great toe extension 4/5. Reflexes equal.",
    (
        "Decompression of L4-5 was performed and {he} walked the same evening.",
        "Leg pain was gone on the first day; the wound stayed dry.",
        "A brace was fitted for comfort.",
    ),
    (
        "Flexion-based exercises with the therapist",
        "No lifting above 10 pounds for six weeks",
        "Gabapentin taper after two weeks",
        "Return with standing films",
    ),
    ("Gabapentin 300 mg PO TID", "Meloxicam 15 mg PO daily", "Cyclobenzaprine 5 mg PO qHS PRN", "Lansoprazole 30 mg PO daily"),
    (
        "MRI of the lumbar spine without contrast",
        "Facet overgrowth and thick ligaments narrow the canal at L4-5 to 7 mm. Grade 1 slip of L4. Conus normal.",
        "Severe central stenosis at L4-5.",
    ),
    (
        "L4-5 laminectomy with medial facetectomy",
        (
            "The level was confirmed with fluoroscopy.",
            "The lamina of L4 was removed with a drill and Kerrison punches, and the thecal sac freed.",
            "Both L5 roots were seen to pass freely. No leak with a Valsalva maneuver.",
        ),
    ),
    ("Disc and ligament, L4-5", "Tan-white fibrous fragments, 2 x 1 cm", "Fibrocartilage with degenerative change"),
)
LUNGS = Story(
    "Chronic obstructive pulmonary disease with acute exacerbation",
    "Short of breath for three days",
    (
        "{mr} became more breathless over three days, with wheezing and thick yellow sputum.",
        "{He} uses two liters of oxygen at home and raised it to four.",
        "{He} smoked two packs a day until last year; {his} {rel} {relname} still smokes in the garage.",
        "{ref} had given a burst of prednisone in the autumn.",
    ),
    "Speaks in short phrases. Barrel chest, long expiration, scattered wheezes. No clubbing. Ankles without swelling.",
    (
        "Nebulized bronchodilators, methylprednisolone and azithromycin were given.",
        "A mask ventilator was needed the first night only.",
        "{He} walked the hall on two liters with a saturation of 91 percent.",
    ),
    (
        "Prednisone 40 mg for three more days",
        "Oxygen at 2 liters, never above 3",
        "Inhaler technique with spacer",
        "Pulmonary rehabilitation intake",
    ),
    (
        "Tiotropium 18 mcg inhaled daily",
        "Fluticasone-salmeterol 250/50 inhaled BID",
        "Albuterol-ipratropium neb QID",
        "Prednisone 40 mg PO daily",
        "Lorazepam 0.5 mg SL q4h PRN",
    ),
    (
        "Chest radiograph, frontal and lateral",
        "The lungs are overinflated with flat diaphragms. No consolidation or effusion. A 4 mm calcified granuloma is old.",
        "Emphysema without an acute process.",
    ),
    ("Diagnostic thoracoscopy, left", ("Three ports were placed.", "Pleural biopsies were taken and a 24 French tube left in.")),
    ("Pleura, left, biopsy", "Five gray fragments, up to 0.7 cm", "Chronic fibrosing pleuritis, no malignancy"),
)
EAR = Story(
    "Acute otitis media, left ear",
    "Ear pain and fever",
    (
        "{mr} has pulled at the left ear since Sunday and had a fever of 39.1 last night.",
        "A runny nose came first; {his} brother Mateo was seen here last week with the same.",
        "Drinks well, eats little, slept badly. No vomiting or rash.",
        "{relname}, {his} {rel}, gave ibuprofen at six this morning.",
    ),
    "Tired but playful. Left drum red, bulging, does not move. Right drum grey. Throat pink. Chest clear. Belly soft. No rash.",
    (
        "Amoxicillin was given for ten days and the fever went within two.",
        "At the recheck the drum was dull but no longer bulging.",
    ),
    (
        "Amoxicillin for ten days",
        "Ibuprofen for pain as needed",
        "Recheck ears in three weeks",
        "Call if fever persists past 48 hours",
    ),
    ("Amoxicillin 400 mg/5 mL, 7.5 mL PO BID", "Ibuprofen 100 mg/5 mL, 6 mL PO q6h PRN", "Cetirizine 2.5 mg PO daily"),
    ("Chest, frontal view", "Perihilar thickening without consolidation. Normal heart.", "Viral airway pattern."),
    ("Bilateral myringotomy with tubes", ("A radial incision was made in each drum.", "Grommets were placed and drops instilled.")),
    ("Adenoids", "Pink lobed tissue, 2.0 cm", "Lymphoid hyperplasia"),
    child=True,
)
