"""What a site may tune about filing."""

from __future__ import annotations

from dataclasses import dataclass

# What the eighteen types of the shipped configuration call themselves at the top of their first page, and the cover of a fax.
TITLES = (
    "discharge summary",
    "discharge note",
    "history and physical",
    "history & physical",
    "h&p",
    "admission note",
    "consultation note",
    "consultation report",
    "consultation",
    "consult note",
    "progress note",
    "progress notes",
    "soap note",
    "office visit",
    "clinic note",
    "operative report",
    "operative note",
    "procedure note",
    "surgical operation note",
    "pathology report",
    "surgical pathology",
    "diagnostic imaging report",
    "imaging report",
    "radiology report",
    "laboratory report",
    "laboratory results",
    "lab results",
    "lab report",
    "emergency department note",
    "emergency department report",
    "emergency room note",
    "emergency room report",
    "nurse note",
    "nurses notes",
    "nursing note",
    "nursing notes",
    "nursing assessment",
    "medication summary",
    "medication administration record",
    "medication list",
    "provider orders",
    "physician orders",
    "physicians orders",
    "informed consent",
    "consent form",
    "consent for",
    "consent to",
    "release of information",
    "authorization to disclose",
    "authorization for release",
    "authorization to release",
    "demographic information",
    "face sheet",
    "facesheet",
    "patient registration",
    "registration form",
    "insurance card",
    "health insurance claim form",
    "claim form",
    "referral note",
    "referral letter",
    "referral form",
    "electrocardiogram",
    "ekg report",
    "ecg report",
    "ekg study",
    "fax cover sheet",
    "fax cover page",
    "facsimile cover",
    "facsimile transmittal",
    "fax transmittal",
    "fax transmission",
    "progress record",
)

# Whole texts of a site's own barcodes, as regular expressions, case ignored; the named groups say which field it is: mrn, encounter,
# type_code (LOINC), box, station, batch. A pattern without a group only separates.
SEPARATOR_PATTERNS = (
    r"PATCH ?-?[23T]",
    r"(?:SEPARATOR|NEW ?DOC(?:UMENT)?)",
    r"(?:MRN|MR|PATIENT(?: ?ID)?|PID)[ :=#-]+(?P<mrn>[A-Z0-9-]{4,20})",
    r"(?:ENC(?:OUNTER)?|VISIT|CSN|FIN)[ :=#-]+(?P<encounter>[A-Z0-9-]{4,20})",
    r"(?:DOC(?:UMENT)? ?(?:TYPE)?|TYPE|LOINC)[ :=#-]+(?P<type_code>\d{1,7}-\d)",
    r"(?P<type_code>\d{4,5}-\d)",
    r"BOX[ :=#-]+(?P<box>[^;]{1,40})",
    r"BATCH[ :=#-]+(?P<batch>[^;]{1,40})",
    r"STATION[ :=#-]+(?P<station>[^;]{1,40})",
)


@dataclass(frozen=True, slots=True)
class FilingSettings:
    """When a document is filed, and where one document ends and the next begins."""

    min_identifier_confidence: float = 0.7  # 0 to 1; two of MRN, name, birth date must be read so surely; one where all three agree exactly
    min_page_confidence: float = 0.6  # 0 to 1; a document with a page read less surely than this is held
    min_type_confidence: float = 0.6  # 0 to 1; a page's type counts as evidence of a new document from here on
    # bits by which the identifiers must speak for a patient, beyond the number of patients; `./run campaign matching` says what it costs
    min_score: float = 5.0
    min_lead: float = 8.0  # bits by which the best patient must lead before the next
    mrn_authority: str = ""  # assigning authority (HL7) or system (FHIR) whose MRNs count in imports; "" for any
    lookalike_edits: int = 2  # characters; a document is held when misreading so few of them would name another patient of the index
    tie_margin: float = 0.02  # confidence; two differing service dates (or encounters) this close in confidence leave the field null
    hold_incomplete: bool = True  # "Page 1 of 3" without pages 2 and 3 is held as page_order; false files what is there
    title_zone: float = 0.35  # share of the page's height from the top in which a title is looked for
    separator_patterns: tuple[str, ...] = SEPARATOR_PATTERNS  # texts of a site's own barcodes that separate or name a field
    titles: tuple[str, ...] = TITLES  # what documents call themselves at the top of their first page; case does not matter
