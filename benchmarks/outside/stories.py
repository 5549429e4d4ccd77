"""What children come with, and which story a patient has."""

from __future__ import annotations

from random import Random

from benchmarks.outside.grown import COLON, DIABETES, FRACTURE, GALL, HEART, KNEE, PNEUMONIA, STROKE
from benchmarks.outside.story import Story

ASTHMA = Story(
    "Asthma exacerbation, moderate",
    "Wheezing and cough",
    (
        "{mr} is a {age} {man} with known asthma who started to wheeze last night after playing outdoors.",
        "{His} mother gave four albuterol treatments with only brief relief.",
        "There have been two courses of prednisolone in the past year, prescribed by {ref}.",
        "Immunizations are up to date. A cat lives in the home.",
    ),
    "Alert and talking in short phrases. Subcostal retractions. Diffuse expiratory wheezes. Ears and throat clear. Capillary refill 2"
    " seconds.",
    (
        "Three albuterol-ipratropium treatments and dexamethasone were given and the wheeze cleared.",
        "{He} was watched overnight and needed no oxygen by morning.",
    ),
    (
        "Albuterol every four hours for two days, then as needed",
        "Fluticasone inhaler twice daily with spacer",
        "Asthma action plan reviewed with the family",
        "See the pediatrician in three days",
    ),
    ("Albuterol HFA 2 puffs q4h", "Fluticasone 44 mcg 2 puffs BID", "Dexamethasone 8 mg PO once", "Montelukast 5 mg PO nightly"),
    (
        "Chest, two views",
        "Hyperinflation with peribronchial cuffing. No focal consolidation. Cardiothymic silhouette normal.",
        "Findings of reactive airway disease without pneumonia.",
    ),
    (
        "Tonsillectomy and adenoidectomy",
        (
            "A mouth gag was placed and the palate palpated; no submucous cleft was found.",
            "Both tonsils were removed by coblation in the capsular plane.",
            "The adenoid pad was reduced under mirror view. Hemostasis was complete.",
        ),
    ),
    ("Tonsils and adenoids", "Two tonsils, 2.6 and 2.4 cm, and adenoid tissue 1.8 cm", "Reactive lymphoid hyperplasia"),
    child=True,
)
APPENDIX = Story(
    "Acute appendicitis",
    "Abdominal pain",
    (
        "{mr}, {age}, woke with pain around the navel that moved to the right lower side by noon.",
        "{He} vomited twice and did not want breakfast. Temperature at home was 100.8.",
        "{ref} saw {him} in the office and sent {him} here.",
        "No diarrhea, rash or painful urination.",
    ),
    "Lies still. Tender at McBurney's point with rebound. Positive Rovsing sign. Testes or pelvis not examined. Lungs clear.",
    (
        "Cefoxitin was given and laparoscopic appendectomy performed that evening.",
        "The appendix was inflamed but not perforated.",
        "{He} ate breakfast the next morning and walked the hall with {his} {rel}.",
    ),
    ("No sports for two weeks", "Shower, no tub bath, for five days", "Surgery clinic in two weeks", "Call for fever or redness"),
    ("Acetaminophen 480 mg PO q6h PRN", "Ibuprofen 300 mg PO q6h PRN", "Cefoxitin 1 g IV once"),
    (
        "Ultrasound of the right lower quadrant",
        "Blind-ending noncompressible tubular structure, 9 mm, with hyperemia and a 4 mm appendicolith. Trace free fluid.",
        "Acute appendicitis without perforation.",
    ),
    (
        "Laparoscopic appendectomy",
        (
            "A 5 mm port was placed at the umbilicus and two further ports under vision.",
            "The mesoappendix was divided with the vessel sealer.",
            "The base was secured with two loops and the appendix removed in a bag.",
        ),
    ),
    ("Appendix, appendectomy", "A 6.8 cm appendix, 1.0 cm across, with fibrinous exudate", "Acute suppurative appendicitis"),
    child=True,
)
STORIES = (PNEUMONIA, FRACTURE, HEART, GALL, COLON, STROKE, KNEE, DIABETES)
CHILDREN = (ASTHMA, APPENDIX, FRACTURE)


def story(rng: Random, age: int) -> Story:
    return rng.choice(CHILDREN if age < 16 else STORIES)
