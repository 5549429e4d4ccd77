"""Words beside a title that do not change what the document is, and words that make a title a mere mention of another document."""

from __future__ import annotations

_FORM = """addendum amended chart copy corrected detailed document draft electronic final form full master note notes original page
preliminary printed record records report revised sheet signed standard summary template typed unsigned"""
_WHEN = """annual comprehensive daily established extended first initial interim interval limited monthly new quarterly recurring repeat
return revisit routine semiannual subsequent weekly yearly"""
_WHO = """adult attending child client dictated doctor facility family geriatric hospitalist individual infant inpatient
interdisciplinary member neonatal np obstetric outpatient patient patients pediatric person physician practitioner profile
provider resident residents scheduled senior service services staff team multidisciplinary veteran youth"""
_WHERE = """acute ambulatory care center centre clinic county department dept dialysis division facility group health healthcare
hospice hospital icu inpatient institute long medical medicine office practice program rehab rehabilitation skilled snf subacute
swing system telehealth telemedicine term unit video virtual visit ward wing"""
_FIELD = """allergy anesthesiology behavioral behavioural bariatric burn cardiac cardiology cardiothoracic cardiovascular chiropractic
colorectal dental dermatology diabetes endocrine endocrinology ent eye family gastroenterology general genetics gi gyn gynecology
hematology hepatology id infectious disease diseases internal kidney mental nephrology neurology neurosurgery neurosurgical ob
obgyn oncology ophthalmology optometry oral orthopaedic orthopaedics orthopedic orthopedics otolaryngology pain palliative pelvic
plastic podiatry primary psychiatric psychiatry psychology pulmonary radiation renal retina rheumatology spine sports stroke surgery
surgical thoracic transplant trauma urogynecology urology vascular vision women womens wound"""
_SMALL = "a an and at by dr for from in of on or s the to with"

NEUTRAL = frozenset(" ".join((_FORM, _WHEN, _WHO, _WHERE, _FIELD, _SMALL)).split())

# "Operative report to follow", "see consult note", "progress notes attached", "refusal of consent": another document is spoken of.
_MENTIONS = """attached awaiting below cc checklist contents cover declined decline dictating enclosed enclosures faxed follows forwarded
guide guideline how index instructions log need needed obtain obtained outstanding pending policy procedures refer refusal refused
refuses requested required revocation reviewed revoke see separate separately sent tab transmittal under unavailable via
withdrawal withdrawn"""
MENTIONING = frozenset(_MENTIONS.split())
