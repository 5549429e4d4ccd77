"""What grown-up patients come with: phrases of our own, by complaint."""

from __future__ import annotations

from benchmarks.outside.story import Story

PNEUMONIA = Story(
    "Community-acquired pneumonia, right lower lobe",
    "Fever and productive cough for four days",
    (
        "{mr} is a {age} {man} who came in after four days of fever, chills and a cough bringing up rust-colored sputum.",
        "{He} denies hemoptysis, recent travel or sick contacts other than {his} {rel}, who had a cold last week.",
        "{ref} prescribed azithromycin two days ago without improvement.",
        "Oxygen saturation at triage was 88 percent on room air and rose to 94 percent on two liters.",
    ),
    "Coarse crackles at the right base with egophony. No wheeze. Heart regular, no murmur. Abdomen soft. No edema.",
    (
        "{He} was started on ceftriaxone and doxycycline and given oxygen by nasal cannula.",
        "Blood cultures remained negative at 72 hours. Sputum grew normal flora.",
        "Fever resolved on the second day and oxygen was weaned by the third.",
        "{oth} of pulmonary medicine saw the patient and agreed with a seven-day course.",
    ),
    (
        "Complete antibiotics as prescribed",
        "Repeat chest film in six weeks",
        "Pneumococcal vaccine at next office visit",
        "Return for fever over 101 or shortness of breath",
    ),
    ("Doxycycline 100 mg PO BID", "Albuterol HFA 2 puffs q4h PRN", "Guaifenesin 600 mg PO BID", "Lisinopril 10 mg PO daily"),
    (
        "Chest, two views",
        "Airspace opacity in the right lower lobe with a small parapneumonic effusion. Heart size is normal. No pneumothorax.",
        "Right lower lobe pneumonia with small effusion. Follow to resolution.",
    ),
    (
        "Flexible bronchoscopy with lavage",
        (
            "The bronchoscope was passed through the right naris.",
            "Vocal cords moved normally. Purulent secretions were suctioned from the right lower lobe.",
            "Lavage was performed with 120 mL of saline and sent for culture and cytology.",
        ),
    ),
    (
        "Lung, right lower lobe, transbronchial biopsy",
        "Three fragments of tan soft tissue, 0.2 to 0.3 cm",
        "Acute and organizing pneumonia. No granulomas or malignancy identified",
    ),
)
FRACTURE = Story(
    "Displaced fracture of the left distal radius",
    "Left wrist pain after a fall",
    (
        "{mr} slipped on ice outside {his} house yesterday evening and landed on the outstretched left hand.",
        "{He} had immediate pain and deformity of the wrist, no numbness, and no other injury.",
        "{His} {rel} {relname} drove {him} to the hospital.",
        "{He} is right-handed and does not smoke.",
    ),
    "Dorsal angulation and swelling of the left wrist. Skin intact. Radial pulse 2+. Sensation intact in median, ulnar and radial"
    " distributions.",
    (
        "Closed reduction under hematoma block was attempted but the fragments would not hold.",
        "{He} was taken to the operating room for plate fixation, which went without complication.",
        "Pain was controlled with oral medicine and the splint remained dry.",
    ),
    (
        "Keep the splint dry and the hand elevated",
        "Finger motion ten times an hour while awake",
        "Sutures out in 10 to 14 days",
        "Radiographs at two and six weeks",
    ),
    ("Acetaminophen 650 mg PO q6h", "Oxycodone 5 mg PO q6h PRN severe pain", "Vitamin D3 2000 units PO daily", "Docusate 100 mg PO BID"),
    (
        "Left wrist, three views",
        (
            "Comminuted intra-articular fracture of the distal radius with 25 degrees of dorsal angulation. Ulnar styloid avulsion. Carpal"
            " alignment is maintained."
        ),
        "Displaced intra-articular distal radius fracture.",
    ),
    (
        "Open reduction and internal fixation, left distal radius",
        (
            "A volar incision was made over the flexor carpi radialis.",
            "The pronator quadratus was elevated and the fracture exposed and reduced under fluoroscopy.",
            "A volar locking plate was applied with seven screws. Final images showed restored tilt and length.",
            "The tourniquet was released at 58 minutes.",
        ),
    ),
    (
        "Bone, left distal radius, fragments",
        "Multiple fragments of cancellous bone, 1.4 cm in aggregate",
        "Fracture callus and viable bone. No evidence of neoplasm",
    ),
)
HEART = Story(
    "Acute on chronic systolic heart failure",
    "Shortness of breath and leg swelling",
    (
        "{mr} is a {age} {man} with an ischemic cardiomyopathy who noticed increasing breathlessness over ten days.",
        "{He} sleeps on three pillows and gained eleven pounds since the last visit with {ref}.",
        "{He} admits to eating canned soup daily since {his} {rel} went away.",
        "There was no chest pain, syncope or palpitation.",
    ),
    "Jugular venous pressure 14 cm. S3 gallop. Bibasilar rales. Pitting edema to the knees. Extremities warm.",
    (
        "Intravenous furosemide was given with a net loss of seven liters over four days.",
        "An echocardiogram showed an ejection fraction of 30 percent, unchanged.",
        "Carvedilol was continued and sacubitril-valsartan begun in place of lisinopril.",
        "The dietitian met with {him} and {his} {rel}.",
    ),
    (
        "Daily weights; call for a gain of three pounds in a day",
        "Two gram sodium diet",
        "Basic metabolic panel in one week",
        "Cardiology clinic in seven to ten days",
    ),
    (
        "Furosemide 40 mg PO BID",
        "Carvedilol 12.5 mg PO BID",
        "Sacubitril-valsartan 24-26 mg PO BID",
        "Spironolactone 25 mg PO daily",
        "Aspirin 81 mg PO daily",
    ),
    (
        "Portable chest",
        "Cardiomegaly with cephalization of flow and interstitial thickening. Blunted costophrenic angles.",
        "Findings of congestive failure, increased since the prior study.",
    ),
    (
        "Left heart catheterization with coronary angiography",
        (
            "Access was gained in the right radial artery with a 6 French sheath.",
            "The left main was free of disease. The mid anterior descending artery had a 40 percent narrowing.",
            "The right coronary artery was dominant with mild irregularities.",
            "A compression band was placed with good hemostasis.",
        ),
    ),
    (
        "Heart, right ventricle, endomyocardial biopsy",
        "Four tan fragments, each 0.1 cm",
        "Myocyte hypertrophy and interstitial fibrosis. Congo red stain negative for amyloid",
    ),
)
GALL = Story(
    "Acute calculous cholecystitis",
    "Right upper quadrant pain and vomiting",
    (
        "{mr} developed steady pain under the right ribs after a meal two nights ago, with nausea and three episodes of vomiting.",
        "Similar but milder spells occurred over the past year and were managed by {ref}.",
        "{His} mother had gallstones and {his} {rel} had pancreatitis.",
        "No jaundice, dark urine or pale stools.",
    ),
    "Temperature 38.1. Tender in the right upper quadrant with inspiratory arrest. No guarding elsewhere. Bowel sounds present. Sclerae"
    " anicteric.",
    (
        "{He} received fluids and piperacillin-tazobactam and was taken for laparoscopic cholecystectomy the next morning.",
        "The gallbladder was inflamed and thick walled but the operation could be completed laparoscopically.",
        "A regular diet was tolerated on the evening of surgery.",
    ),
    (
        "No lifting over 15 pounds for three weeks",
        "Low-fat diet for two weeks",
        "Surgery clinic in two weeks",
        "Call for fever, jaundice or drainage",
    ),
    ("Ibuprofen 600 mg PO q6h PRN", "Ondansetron 4 mg PO q8h PRN", "Omeprazole 20 mg PO daily", "Acetaminophen 500 mg PO q6h"),
    (
        "Ultrasound of the abdomen, limited",
        "Distended gallbladder with multiple shadowing stones and a wall of 6 mm. Positive sonographic sign. Common duct 4 mm.",
        "Acute cholecystitis with cholelithiasis.",
    ),
    (
        "Laparoscopic cholecystectomy",
        (
            "Pneumoperitoneum was established through an umbilical port and three further ports were placed.",
            "The critical view was obtained and the cystic duct and artery were clipped and divided.",
            "The gallbladder was dissected from its bed with cautery and removed in a bag.",
            "The fascia at the umbilicus was closed with 0 Vicryl.",
        ),
    ),
    (
        "Gallbladder, cholecystectomy",
        "A 9.2 cm gallbladder with a 0.6 cm wall and eleven yellow stones up to 1.1 cm",
        "Acute and chronic cholecystitis with cholelithiasis",
    ),
)
COLON = Story(
    "Adenocarcinoma of the sigmoid colon",
    "Blood in the stool and weight loss",
    (
        "{mr} was found to be anemic at a routine check by {ref}, and has seen dark blood with bowel movements for two months.",
        "{He} has lost fourteen pounds without trying.",
        "{His} father died of colon cancer at the age of 61.",
        "Colonoscopy by {oth} showed a fungating mass at 28 cm.",
    ),
    "Thin, in no distress. Conjunctivae pale. Abdomen soft without a palpable mass. Rectal examination with guaiac-positive stool.",
    (
        "Staging studies showed no distant disease. Sigmoid resection was performed.",
        "Bowel function returned on the third day after operation.",
        "The case was presented at tumor board and adjuvant treatment will be discussed once the final report is available.",
    ),
    ("Oncology referral", "CEA every three months", "Iron by mouth daily", "Colonoscopy in one year"),
    ("Ferrous sulfate 325 mg PO daily", "Acetaminophen 1000 mg PO TID", "Enoxaparin 40 mg SQ daily", "Metoprolol tartrate 25 mg PO BID"),
    (
        "CT of the abdomen and pelvis with contrast",
        (
            "Circumferential thickening of the sigmoid over 5 cm with pericolic stranding. Two 8 mm regional nodes. Liver is normal. No"
            " ascites."
        ),
        "Sigmoid mass consistent with known carcinoma. No distant metastasis.",
    ),
    (
        "Sigmoid colectomy with primary anastomosis",
        (
            "The abdomen was entered through a lower midline incision.",
            "The sigmoid was mobilized along the white line and the left ureter identified and protected.",
            "The inferior mesenteric vessels were ligated and the bowel divided with staplers.",
            "A 29 mm circular anastomosis was made and tested under saline without leak.",
        ),
    ),
    (
        "Sigmoid colon, resection",
        "A 21 cm segment of colon with a 4.4 x 3.8 cm ulcerated mass, 6 cm from the nearer margin",
        (
            "Moderately differentiated adenocarcinoma invading muscularis propria. Margins negative. Nineteen lymph nodes, none involved"
            " (0/19)"
        ),
    ),
)
STROKE = Story(
    "Left middle cerebral artery ischemic stroke",
    "Right arm weakness and slurred speech",
    (
        "{mr}, a {age} {man}, was last seen well at 7 in the morning by {his} {rel} {relname}.",
        "An hour later {he} could not lift the right arm and the words came out garbled.",
        "Known atrial fibrillation; {he} stopped apixaban a month ago because of cost.",
        "Blood glucose in the ambulance was 132.",
    ),
    "Alert. Mild expressive aphasia. Right facial droop. Right arm 3/5, right leg 4+/5. Visual fields full. NIH stroke scale 7.",
    (
        "Alteplase was given at 9:10 after imaging excluded hemorrhage.",
        "By the next day speech was nearly normal and arm strength 4+/5.",
        "Apixaban was resumed on day four and the social worker arranged a copay card.",
    ),
    (
        "Outpatient occupational and speech therapy",
        "Blood pressure below 130/80",
        "Neurology clinic in four weeks",
        "No driving until cleared",
    ),
    ("Apixaban 5 mg PO BID", "Atorvastatin 80 mg PO nightly", "Amlodipine 5 mg PO daily", "Metformin 500 mg PO BID"),
    (
        "MRI of the brain without contrast",
        "Restricted diffusion in the left frontal operculum and insula. No hemorrhage. Old lacune in the right thalamus.",
        "Acute left middle cerebral artery territory infarct.",
    ),
    (
        "Left carotid endarterectomy",
        (
            "An incision was made along the sternocleidomastoid and the carotid sheath opened.",
            "After heparin the vessels were clamped and an indwelling shunt placed.",
            "The plaque was removed and the artery closed with a bovine patch.",
            "The patient moved all extremities at the end of the case.",
        ),
    ),
    (
        "Carotid plaque, left, endarterectomy",
        "Yellow-tan calcified plaque, 3.1 x 0.8 cm",
        "Atherosclerotic plaque with calcification and intraplaque hemorrhage",
    ),
)
KNEE = Story(
    "Osteoarthritis of the right knee",
    "Right knee pain",
    (
        "{mr} has had pain in the right knee for six years, worse on stairs and after sitting.",
        "Two injections by {ref} helped for about three months each.",
        "{He} walks half a block with a cane and wakes at night.",
        "{His} {rel} will be at home to help after surgery.",
    ),
    "Varus alignment of 8 degrees. Range of motion 5 to 105. Medial joint line tenderness. Ligaments stable. Pulses palpable.",
    (
        "Total knee replacement was carried out under spinal anesthesia.",
        "Therapy began on the day of surgery; {he} walked 150 feet with a walker before leaving.",
        "The dressing was dry and the calf soft at discharge.",
    ),
    (
        "Home therapy three times a week",
        "Aspirin twice a day for four weeks",
        "Wound check at two weeks",
        "Antibiotics before dental work for two years",
    ),
    ("Celecoxib 200 mg PO daily", "Aspirin 81 mg PO BID", "Tramadol 50 mg PO q6h PRN", "Senna 8.6 mg PO nightly"),
    (
        "Right knee, standing, four views",
        "Complete loss of the medial joint space with subchondral sclerosis and marginal osteophytes. Moderate patellofemoral change.",
        "Advanced tricompartmental osteoarthritis, worst medially.",
    ),
    (
        "Right total knee arthroplasty",
        (
            "A midline incision with a medial parapatellar arthrotomy was used.",
            "The distal femur was cut in 5 degrees of valgus and the tibia perpendicular to its axis.",
            "Trial components gave full extension and balanced gaps.",
            "Size 5 femoral and size 4 tibial components were cemented with a 10 mm insert.",
        ),
    ),
    (
        "Bone and soft tissue, right knee",
        "Femoral and tibial fragments, 9 x 7 x 3 cm in aggregate, with eburnation",
        "Degenerative joint disease",
    ),
)
DIABETES = Story(
    "Type 2 diabetes mellitus with poor control",
    "Follow-up of diabetes",
    (
        "{mr} returns for follow-up of diabetes, last seen four months ago.",
        "Home glucose readings run from 160 to 240 before breakfast. {He} misses the evening insulin about twice a week.",
        "No hypoglycemia. Tingling in both feet at night.",
        "Eye examination last spring by {oth} showed mild background change.",
    ),
    "Weight 214 lb. Blood pressure 142/86. Feet: pulses intact, monofilament absent at both great toes, no ulcer.",
    (
        "Insulin was given by sliding scale at first and then glargine was raised to 32 units.",
        "The diabetes educator reviewed injection technique with {him} and {relname}.",
    ),
    ("Raise glargine to 32 units", "Begin empagliflozin 10 mg", "A1c and urine albumin in three months", "Podiatry referral"),
    (
        "Insulin glargine 32 units SQ nightly",
        "Metformin 1000 mg PO BID",
        "Empagliflozin 10 mg PO daily",
        "Rosuvastatin 20 mg PO daily",
        "Gabapentin 300 mg PO nightly",
    ),
    (
        "Right foot, three views",
        "No fracture, erosion or gas in the soft tissue. Vascular calcification. Small plantar spur.",
        "No radiographic evidence of osteomyelitis.",
    ),
    (
        "Debridement of right plantar ulcer",
        (
            "The callus around the ulcer was pared with a number 15 blade.",
            "Devitalized tissue was removed down to bleeding margins; bone was not exposed.",
            "The wound measured 2.1 by 1.6 cm and was packed with calcium alginate.",
        ),
    ),
    (
        "Skin and soft tissue, right foot",
        "Irregular fragment of skin, 2.2 x 1.5 x 0.4 cm",
        "Ulcer with acute and chronic inflammation. No bone present",
    ),
)
