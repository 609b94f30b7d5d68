"""Complaints, labels and diagnoses: words that describe a difficulty or a child, and no goal yet."""

import re
from dataclasses import dataclass

from gezien.needs.coach.measure import Spans
from gezien.needs.coach.reading import Reading

# A complaint: what is not going well. The solution is to ask what should come in its place.
PROBLEM = re.compile(
    r"\b(?:moeite (?:met|om|heeft|te)|heeft (?:\w+ ){0,3}moeite|problemen? (?:met|bij|op)|een probleem|gedragsproblemen|zorgen|een zorg|"
    r"zorgelijk|(?:moeilijk|lastig|zwaar)(?=\s(?:om|voor|met|te|bij|vindt)|[.,;!?]|$)|het (?:\w+ ){0,2}(?:moeilijk|lastig)|blijft hangen|(?:is|zijn) (?:\w+ )?(?:bang|angstig)|sluit zich af|blokkeert|klapt dicht|(?:luistert|leest|rekent|schrijft|werkt|spreekt|"
    r"praat|spelt|hoort|ziet|eet) (?:\w+ ){0,2}slecht|onder (?:zijn|haar) (?:niveau|kunnen)|schiet (?:\w+ )?tekort|vraagt (?:\w+ )?veel aandacht|"
    r"vindt (?:\w+ ){0,5}(?:moeilijk|lastig|niet leuk|stom|saai)|(?:valt|vallen|uitvallen|uitval) (?:\w+ )?(?:uit )?op|loopt (?:\w+ ){0,3}(?:stroef|"
    r"moeizaam|vast|achter)|achterstand|(?:is|zijn|blijft|nog|erg|heel|zeer|te) (?:te )?(?:zwak|laag|klein|onvoldoende|beperkt|matig|slecht)|"
    r"onvoldoende|ondermaats|een aandachtspunt|een werkpunt|(?:te )?wensen over|zwakke?|gebrek aan|tekort aan|komt niet tot|"
    r"(?:raakt|snel|gauw|vaak) (?:\w+ )?(?:afgeleid|gefrustreerd|overprikkeld|boos|de draad kwijt)|nog (?:steeds )?(?:veel )?te (?:vaak|veel|weinig)|"
    r"(?:veel )?te (?:veel|vaak|weinig|traag|langzaam|snel|laag|druk)|struikelt over|blijft haperen|stagneert|hapert|"
    r"(?:kan|kunnen|snapt|begrijpt|weet|kent|durft|lukt|luistert|werkt|let|houdt|voelt|heeft|komt|gaat|wil|beheerst|spreekt|is|zijn|zit|doet) "
    r"(?:(?!fout|meer dan)[\w']+ ){0,5}?(?:niet|geen|nooit|amper|nauwelijks)(?! meer dan| langer dan)|er nog niet aan toe|nog niet(?! eerder)|(?:te|nog) speels|"
    r"gaat (?:\w+ )?(?:moeizaam|stroef|slecht)|ontbre(?:ekt|ken)|haakt (?:\w+ )?af|geeft (?:\w+ )?(?:snel|gauw|vlug) op|door elkaar|"
    r"blijft (?:\w+ ){0,3}achter|mist(?! de bal)|(?:stoort|verstoort|schopt|bijt|scheldt|pest|slaat(?! (?:\w+ ){0,4}(?:bal|trom|trommel|maat|ritme|bladzijde|om|over|op|vast)\b))(?! (?:\w+ ){0,5}(?:niet|geen|nooit|niemand|hooguit|hoogstens|maximaal|minder)\b)|maakt (?:nog )?(?:te )?veel \w*fouten|hangt achterover|weigert|liegt|praat weinig|doet alsof)\b"
)  # fmt: skip
_LIMITS = re.compile(
    r"zonder [^.;,]*|niet (?:meer|langer) dan|geen (?:enkele )?fout\w*|of (?:hij|ze|zij) [^.;,]*|(?:dat|wat|hoe) (?:hij|ze|zij|het|iets) [^.;,]*"
)

DIAGNOSES = (
    r"ad(?:hd|d)|ass|autis\w+|asperger|pdd(?:-nos)?|odd|dyslex\w+|dyslect\w+|dyscalcul\w+|dysorthografi\w*|dyspra\w+|tos(?:-\w+)?|dcd|"
    r"nld|hoogbegaafd\w*|meerbegaafd\w*|zwakbegaafd\w*|laagbegaafd\w*|moeilijk lerend\w*|hb|hsp|hooggevoelig\w*|hoogsensitief|hoogsensitieve|iq|"
    r"hechtings\w+|selectief mutisme|mutisme|tourette|trauma\w*|depressi\w+|epilepsie|gilles de la tourette|faalangst\w*|"
    r"stoornis\w*|\w+stoornis(?:sen)?|syndroom|beperking|handicap|diagnose|ontwikkelingsachterstand|leerstoornis|anderstalig\w*|dld|ptss|dysfasie|dysfatisch\w*|lvb|cvi|down|slechthorend\w*|slechtziend\w*|hersenletsel|gediagnosticeerd|ritalin|"
    r"medicatie"
)
# Words that turn one moment into a fixed quality of the child.
JUDGEMENTS = (
    r"lui|luie|gemakzuchtig\w*|brutaal|brutale|druk(?=\s(?:en|kind|jongetje|meisje|baasje|gedrag)|[.,;!?]|$)|drukke|hyper\w*|agressie[fv]\w*|"
    r"ongemotiveerd\w*|ongeïnteresseerd\w*|slordige?(?! handschrift)|dwarse?|dwarsligg\w+|koppig\w*|eigenwijs|eigenwijze|verlegen|onzeker|onzekere|"
    r"speels|kinderachtig\w*|onrijp\w*|onvolwassen|chaotisch\w*|chaoot|dromerig\w*|dromer|(?:taal|reken|lees|spelling)zwakk?e?|manipulati\w+|lastpak|pestkop\w*|aandachtvrager\w*|"
    r"aandachtstrekker|probleem(?:kind|leerling|geval)|zorg(?:kind|leerling|geval)\w*|druktemaker|clown|einzelgänger|egocentrisch|"
    r"egoïstisch\w*|asociaal|asociale|onhandelbaar|verwend\w*|achterbaks\w*|passie(?:f|ve)(?! (?:woordenschat|taal))|(?<!verloopt )(?<!gaat )(?<!werkt )(?<!leest )(?<!schrijft )(?<!te )traag|trage|dom|domme|"
    r"zwakke? (?:lezer|rekenaar|speller|leerling|kind|schrijver)|(?:lezer|rekenaar|speller) van niks|[de]-leerling|bolleboos|laatbloeier|"
    r"dominant\w*|bazig\w*|zorgenkind\w*|sloom|slome|bijdehand\w*|nukkig\w*|stout\w*|ondeugend\w*|vervelend(?:e)?(?= kind| joch|$|[.,;])|wilde? (?:kind|jongen)|"
    r"baldadig\w*|oppositioneel|obsessie[fv]\w*|dwangmatig\w*|introvert\w*|extravert\w*|teruggetrokken|gesloten kind|moeilijke? (?:kind|jongen|meisje)|"
    r"lastige? (?:kind|jongen|meisje|leerling)|huilebalk|betweter\w*|perfectionist\w*|onhandig|clownesk|rebels|bangerik|bangerd|bemoeial|treuzelaar|treuzelkous|stoorzender|"
    r"raddraaier|belhamel|waaghals|angsthaas|flapuit|kletskous|wildebras|sloddervos|slordig(?:e)? werker|een echte \w+(?:er|aar|erd|kop|kous|vos|ik|bek|haas)"
)
LABEL = re.compile(rf"(?<![\w-])(?:{DIAGNOSES}|{JUDGEMENTS})(?![\w-])")


@dataclass(frozen=True)
class Vague:
    """What was found: complaints and labels, as stretches of the canonical text."""

    problems: Spans
    labels: Spans


def look_for(reading: Reading) -> Vague:
    """Complaints and labels in a sentence."""
    hidden = _LIMITS.sub(lambda hit: "·" * len(hit.group()), reading.text)
    return Vague([hit.span() for hit in PROBLEM.finditer(hidden)], [hit.span() for hit in LABEL.finditer(reading.text)])
