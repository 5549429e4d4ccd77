"""Where one document ends and the next begins: a careful rule over page facts, page by page.

A new document begins on strong evidence only. A page that names another patient without looking like a first page is a
misfile: it stays where it was scanned, and holds the whole run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from pipeline.filing.boundary import alike, firstness, leaning, newness, of_one_visit, other_visit, repeats_form, same_visit, strangeness
from pipeline.filing.evidence import Evidence, Relation, relation
from pipeline.filing.page_facts import PageFacts, doctors_of, years_of
from pipeline.filing.page_numbers import PageNumber
from pipeline.filing.untied import is_untied

NEW = 0.5  # probability from which a page begins a document
NAMED_NEW = 0.6  # and where nothing but the name is another's
LATER = 0.3  # probability of being a first page under which a page is none
SPECKS = 20  # words to which a back's specks may be read; of drawn backs none had more than two, of unreadable pages none fewer than forty
FIRST = 0.995  # and from which it is one, where it bears a title or its number may be misread
# A page that names nobody and may go on with the document before the last as well as with the last one: in logarithms of odds, how much
# better it must fit the last one, not to mean that the last one lies in the middle of the other, and not to be doubtful (of which hardly
# a word was read: it fits anything). A numbered page must fit the one before clearly better to belong there. Of drawn files of tuning
# seeds, 36 pages of the last document lay above 0.65, all but six above 2; 20 of 22 of the one before below 0.65.
RESUMES, GOES_ON, TELLS_NOTHING, NUMBERED = 0.65, 2.0, 3.0, -0.2
TIMES = 2.0  # how much it speaks for the one before that its years lie near, and the last one's far off
NUMBERING = 2.0  # how much it speaks for the one before that it numbers its pages as this one does, and the last one otherwise
STRANGE = 0.02  # and where its number fits: of drawn files of tuning seeds none that belonged there lay above 0.003,
# and none was a first page more likely than 0.06
# Probability from which a page that names nobody is not surely of the document that it was taken for. A stray signature page whose foot
# was cut off had 0.095 and was filed; of 2,500 drawn documents (seeds 640,000 on) one page that rightly joined lies above.
DOUBTFUL = 0.09
SAME_FOOT = 0.6  # likeness from which two pages have one foot: of 83 drawn pages without name and number none lacked a named foot before it

# Years that make another time: of 74 rightly joined pages without name and number that give a year one lay so far apart.
OTHER_TIME = 2


@dataclass
class Run:
    """Pages taken for one document. `about` is who it is about, from sure readings, since the last page of another patient."""

    pages: list[PageFacts] = field(default_factory=list)
    about: Evidence = field(default_factory=Evidence)
    misfile: bool = False
    doubtful: bool = False  # a page that names nobody may belong elsewhere
    stray: bool = False  # it begins with a later page that names nobody surely, and no document before it goes on so
    telling: set[str] = field(default_factory=set)  # names, rarer words and years of its pages
    total: int | None = None
    numbers: set[int] = field(default_factory=set)
    complete: bool = False  # the last page that isn't blank was "Page N of N"

    @property
    def read(self) -> bool:
        """Whether any page of it was read, and is not blank."""
        return any(not page.blank and not page.failed for page in self.pages)

    @property
    def solid(self) -> list[PageFacts]:
        """Its pages that were read and are not blank; a fax machine's line is nothing."""
        return [page for page in self.pages if not (page.blank or page.failed or page.faxed_alone)]

    @property
    def empty(self) -> bool:
        """Whether there is nothing but blank pages, or nothing at all."""
        return all(page.blank for page in self.pages)

    def add(self, page: PageFacts) -> None:
        """The page belongs to the run."""
        self.pages.append(page)
        if page.blank:
            return
        self.about = self.about.merged(page.sure)
        self.telling |= page.telling
        self.complete = page.number is not None and page.number.number == page.number.total
        if page.number is not None:
            self.total = page.number.total or self.total
            self.numbers.add(page.number.number)

    def add_misfiled(self, page: PageFacts) -> None:
        """The page stands in the run and names another patient; its number says nothing of how far the run is."""
        self.misfile = True
        complete, total, numbers = self.complete, self.total, set(self.numbers)
        self.add(page)
        self.about = page.sure
        self.complete, self.total, self.numbers = complete, total, numbers


class Step(Enum):
    """What a page does to the run before it."""

    JOIN = "join"
    START = "start"
    MISFILE = "misfile"


def split(pages: Iterable[PageFacts], whole: bool = False) -> list[Run]:
    """The pages of one file, in order, as runs; every page is in exactly one. `whole`: a separator says that they are one document."""
    runs = [Run()]
    for page in pages:
        if page.faxed_alone and runs[-1].solid:
            runs[-1].pages.append(page)
            runs[-1].doubtful = True  # a back, or a page of which nothing came out: it may have been anybody's
            continue
        if _resumes(runs, page):
            _misfile(runs, page)
            continue
        step = _within_one(runs[-1], page) if whole else next_step(runs[-1], page)
        if step is Step.START:
            runs.append(Run(stray=_has_no_beginning(page)))
        if step is Step.MISFILE:
            _misfile(runs, page)
        else:
            runs[-1].doubtful |= _is_doubtful(runs, page) or (not whole and _is_first_to_name(runs[-1], page))
            runs[-1].misfile |= _is_of_another_visit(runs[-1], page)
            if _lies_between(runs, page):
                runs[-2].misfile = runs[-1].misfile = True
            runs[-1].misfile |= _may_lie_behind(runs, page)
            runs[-1].add(page)
    return [run for run in runs if run.pages]


def names_another_unsurely(run: Run) -> bool:
    """Whether a page that names nobody surely says, if unsurely, to be another patient's than the others of the run."""
    return any(not page.sure.has_header and relation(run.about, page.evidence) in (Relation.OTHER, Relation.SUSPECT) for page in run.solid)


def _within_one(run: Run, page: PageFacts) -> Step:
    """What the page does where a separator says that nothing begins: a forgotten separator shows by another patient."""
    stands = relation(run.about, page.sure)
    return Step.MISFILE if not page.blank and run.read and stands in (Relation.OTHER, Relation.SUSPECT) else Step.JOIN


def _has_no_beginning(page: PageFacts) -> bool:
    """Whether a page that goes on with nothing before it names nobody surely and looks like a later page. Specks on a back are nothing."""
    written = bool(page.telling) or page.look.words > SPECKS
    first = page.number is not None and page.number.number == 1
    return not (page.blank or page.failed or first or page.sure.has_header) and written and firstness(page) < LATER


def next_step(run: Run, page: PageFacts) -> Step:
    """What the page does to the run before it."""
    if run.empty or page.blank:
        return Step.JOIN
    if page.failed:
        return Step.START if run.complete else Step.JOIN
    if _fills_gap(run, page):
        return Step.JOIN
    stands = relation(run.about, page.sure)
    if _claims_taken_place(run, page) or _goes_on_elsewhere(page, stands):
        return Step.MISFILE
    if run.complete or (page.number is not None and page.number.number == 1):
        return Step.START
    return _among_the_read(run, page, stands)


def _among_the_read(run: Run, page: PageFacts, stands: Relation) -> Step:
    if not run.read:  # a failed page may be this document's first: only a printed page 1 proves that it isn't
        return Step.JOIN
    return _numbered(run, page, stands) if page.number is not None and _fits(run, page.number) else _by_look(run, page, stands)


def _fits(run: Run, number: PageNumber) -> bool:
    """Whether the number says anything of the run: one without a total that no page before leads up to may be misread."""
    return number.total is not None or number.number - 1 in run.numbers or number.number == len(run.solid) + 1


def _claims_taken_place(run: Run, page: PageFacts) -> bool:
    """Whether a page that names nobody says to be a later page that the run has already: one of the two is somebody else's."""
    number = page.number
    if number is None or page.sure.has_header:
        return False
    return number.number > 1 and (number.total == run.total or None in (number.total, run.total)) and number.number in run.numbers


def _goes_on_elsewhere(page: PageFacts, stands: Relation) -> bool:
    """Whether the page is somebody else's, and not the first of its document: its first page is not before it."""
    if stands not in (Relation.OTHER, Relation.SUSPECT):
        return False
    if page.number is not None:
        if page.number.total is None and firstness(page) >= FIRST:  # "Page 1" misread
            return False
        return page.number.number > 1 and (stands is Relation.OTHER or page.number.total is not None or firstness(page) < LATER)
    return firstness(page) < LATER


def _fills_gap(run: Run, page: PageFacts) -> bool:
    """A page that the run lacks, scanned out of order: it belongs to the run, which is held for that."""
    if page.number is None or page.number.total is None or page.number.total != run.total or page.number.number in run.numbers:
        return False
    stands = relation(run.about, page.sure)
    return stands is Relation.SAME or (stands is Relation.UNKNOWN and page.number.number > 1)


def _numbered(run: Run, page: PageFacts, stands: Relation) -> Step:
    """A page that says which one it is, and does not fit the run's numbers."""
    if stands in (Relation.OTHER, Relation.SUSPECT):
        misread = page.number is not None and page.number.total is None and firstness(page) >= FIRST
        return Step.START if misread and newness(run.solid, page) >= NEW else Step.MISFILE
    differs = run.total is not None and page.number is not None and page.number.total is not None and run.total != page.number.total
    return Step.START if differs else Step.JOIN


def _by_look(run: Run, page: PageFacts, stands: Relation) -> Step:
    new = newness(run.solid, page) >= (NAMED_NEW if stands is Relation.SUSPECT else NEW)
    if stands in (Relation.SAME, Relation.UNCLEAR) and other_visit(run.solid, page):
        new = True
    if stands in (Relation.OTHER, Relation.SUSPECT):
        begins = (page.title is not None and firstness(page) >= FIRST) or (stands is Relation.OTHER and repeats_form(run.solid[0], page))
        return Step.START if new or begins else Step.MISFILE
    return Step.START if new else Step.JOIN


def _resumes(runs: list[Run], page: PageFacts) -> bool:
    """Whether the document before the last one goes on here, so that the last one lies in the middle of it."""
    if len(runs) < 2 or page.blank or page.failed or not runs[-2].read or not runs[-1].read or runs[-2].complete:
        return False
    before, last = runs[-2], runs[-1]
    if page.number is not None and (page.number.number == 1 or _has_alone(before, last, page.number)):
        return False
    stands, since = relation(before.about, page.sure), relation(last.about, page.sure)
    another_visit = _fills_gap(before, page) and other_visit(last.solid, page)  # of the same patient, in the middle of this one
    if (since is Relation.SAME and not another_visit) or stands not in (Relation.SAME, Relation.UNKNOWN):
        return False
    if _fills_gap(before, page) and not _fills_gap(last, page):
        return True
    if stands is Relation.SAME:
        goes_on = newness(before.solid, page) < NEW or (page.title is None and same_visit(before.solid, page))
        return goes_on and (since in (Relation.OTHER, Relation.SUSPECT) or _counts_on(before, last, page))
    fits = strangeness(before.solid, page)
    apart = _of_another_time(last, page) - _of_another_time(before, page)
    better = strangeness(last.solid, page) - fits + leaning(before.telling, last.telling, page)
    better += NUMBERING * _counts_as(before, last, page) + TIMES * apart
    return fits < 0 and better > (-RESUMES if page.number is None else -NUMBERED)


def _has_alone(before: Run, last: Run, number: PageNumber) -> bool:
    """Whether the document before the last has a page of this number already, and the last one has the page before it alone."""
    return number.number in before.numbers and number.number not in last.numbers and number.number - 1 in last.numbers


def _counts_on(before: Run, last: Run, page: PageFacts) -> bool:
    """Whether the page is the next of the document before the last by its number, and looks more like it than like the last one, whose
    first page names nobody surely: a card between two pages.
    """
    if page.number is None or page.number.number - 1 not in before.numbers or page.number.number in before.numbers or last.numbers:
        return False
    return strangeness(before.solid, page) < strangeness(last.solid, page)


def _counts_as(before: Run, last: Run, page: PageFacts) -> int:
    """1 where the last document says how many pages it has, and neither this page nor the document before does. -1 where the document
    before numbers its pages, and neither this page nor the last document does.
    """
    uncounted = page.number is None or page.number.total is None
    if last.total is not None:
        return int(before.total is None and uncounted)
    return -int(bool(before.numbers) and not last.numbers and page.number is None)


def _is_doubtful(runs: list[Run], page: PageFacts) -> bool:
    """Whether the page may belong elsewhere than to the run that it joins: it names nobody, or nobody was named before."""
    run = runs[-1]
    if page.blank or page.failed or not run.read or (page.sure.has_header and run.about.has_header):
        return False
    if run.about.has_header and is_untied(run.solid, page):
        return True
    if _hardly_read(page) and any(other.solid and all(map(_hardly_read, other.solid)) for other in runs[:-1]):
        return True  # both may be of one document, in which this run's pages lie, whatever their numbers
    if page.number is not None:
        if page.sure.has_header:
            return False
        counted = page.number.total is not None and run.total is None  # and the pages before it are not
        return (
            counted
            or _has_doctors_of_another(runs, page)
            or newness(run.solid, page) >= STRANGE
            or firstness(page) >= LATER
            or (len(runs) > 1 and _both_wait(runs[-2], run, page))
        )
    unnumbered = run.total is not None and not page.sure.has_header  # where the others say which they are
    strange = newness(run.solid, page) >= DOUBTFUL or _lacks_foot(run, page) or _of_another_time(run, page) or _speaks_of_others(run, page)
    return unnumbered or strange or _may_go_on_before(runs, page)


def _is_first_to_name(run: Run, page: PageFacts) -> bool:
    """Whether this page names somebody and those before it nobody, nor its visit: a first page bears its patient's name, so theirs was not
    read, and they may be anybody's, whatever the numbers. Of 1,861 drawn documents that could be filed one was so.
    """
    if page.blank or page.failed or not run.read or not page.sure.has_header:
        return False
    return not run.about.has_header and not of_one_visit(run.solid, page)


def _hardly_read(page: PageFacts) -> bool:
    """Whether next to nothing of a page came out, and nobody's name."""
    return not page.sure.has_header and page.look.words <= SPECKS


def _lacks_foot(run: Run, page: PageFacts) -> bool:
    """Whether the page before is marked with its patient below its body, and this one, which names nobody, is not marked so."""
    last = run.solid[-1]
    return not page.sure.has_header and last.named_at_foot and alike(page.look.foot, last.look.foot) < SAME_FOOT


def _of_another_time(run: Run, page: PageFacts) -> bool:
    """Whether a page that names nobody gives years, and all of them lie far from those of the pages before it."""
    own = years_of(page.telling)
    if page.sure.has_header or not own:
        return False
    theirs = years_of(run.telling)
    return bool(theirs) and min(abs(one - other) for one in own for other in theirs) >= OTHER_TIME


def _speaks_of_others(run: Run, page: PageFacts) -> bool:
    """Whether a page that names no patient names doctors, and none of those before it, or a member that they don't name."""
    if page.sure.has_header:
        return False
    doctors, before = doctors_of([page]), doctors_of(run.solid)
    members, known = ({value for one in pages for value in one.dated.get("member_id", ())} for pages in ((page,), run.solid))
    return bool(doctors and before and doctors.isdisjoint(before)) or bool(members - known)


def _has_doctors_of_another(runs: list[Run], page: PageFacts) -> bool:
    """Whether a page that names no patient names doctors of another document of the file, and none of the last one's, whose number it
    bears: "Page 2 of 2" with a signature, behind somebody else's "Page 1 of 2".
    """
    doctors = doctors_of([page])
    if not doctors or not doctors.isdisjoint(doctors_of(runs[-1].solid)):
        return False
    return any(not doctors.isdisjoint(doctors_of(run.solid)) for run in runs[:-1])


def _is_of_another_visit(run: Run, page: PageFacts) -> bool:
    """Whether a page that joins the run bears the encounter or account number of another visit: be it the same patient's."""
    return run.read and not page.blank and not page.failed and other_visit(run.solid, page)


def _lies_between(runs: list[Run], page: PageFacts) -> bool:
    """Whether a page that names nobody may be lacking in the documents of two patients, of which one seems to lie inside the other."""
    if len(runs) < 2 or page.blank or page.failed or page.sure.has_header or not runs[-1].read:
        return False
    waiting = _fills_gap(runs[-1], page) and _fills_gap(runs[-2], page)
    if page.number is None:
        waiting = _is_short(runs[-2]) and _may_go_on_before(runs, page)
    return waiting and relation(runs[-2].about, runs[-1].about) in (Relation.OTHER, Relation.SUSPECT)


def _may_lie_behind(runs: list[Run], page: PageFacts) -> bool:
    """Whether a page that names nobody may as well go on with the document of another patient before this one, which would lie inside it.

    Two first pages lie one behind the other in every batch; so this one alone is held, and it says both places.
    """
    if len(runs) < 2 or page.blank or page.failed or not runs[-1].read:
        return False
    others = relation(runs[-2].about, runs[-1].about) in (Relation.OTHER, Relation.SUSPECT)
    return others and (page.number is None or _is_doubtful(runs, page)) and _may_go_on_before(runs, page)


def _is_short(run: Run) -> bool:
    return run.total is not None and len(run.numbers) < run.total


def _may_go_on_before(runs: list[Run], page: PageFacts) -> bool:
    """Whether a page that names nobody fits the document before the last nearly as well as the last."""
    if page.sure.has_header or len(runs) < 2 or not runs[-2].read or runs[-2].complete:
        return False
    return strangeness(runs[-2].solid, page) < strangeness(runs[-1].solid, page) + (GOES_ON if page.telling else TELLS_NOTHING)


def _both_wait(before: Run, run: Run, page: PageFacts) -> bool:
    """Whether two documents wait for a page of this number, and it doesn't look more like the second's."""
    if _fills_gap(run, page) and _fills_gap(before, page):
        return True
    if page.number is None or page.number.total is not None or not before.read or before.complete:
        return False
    waits = page.number.number == max(before.numbers, default=0) + 1
    return waits and strangeness(before.solid, page) < strangeness(run.solid, page) + RESUMES


def _misfile(runs: list[Run], page: PageFacts) -> None:
    """Hold the run; if the page goes back to the patient before it, that run was interrupted and is held with it."""
    current = runs[-1]
    if len(runs) > 1 and not runs[-2].complete and (relation(runs[-2].about, page.sure) is Relation.SAME or _resumes(runs, page)):
        interrupted = runs[-2]
        interrupted.pages += current.pages
        interrupted.telling |= current.telling
        runs.pop()
    runs[-1].add_misfiled(page)
