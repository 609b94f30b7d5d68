"""What may be typed about an example sentence; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.needs.actions.bank import SentenceTaken, add_sentence, change_sentence
from gezien.needs.models import BankSentence, SupportKind
from gezien.needs.queries.suggestions import names_of, names_somebody
from gezien.needs.sentences import STEMS
from gezien.schools.models import Subject
from gezien.schools.rules import Member


class SentenceForm(VersionedForm):
    """A sentence with what it is about; a new one, or one to change."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SupportKind)
    domain = forms.ChoiceField(
        label=gettext_lazy("Fits"), choices=[("", gettext_lazy("everything")), *Subject.Domain.choices], required=False
    )
    text = forms.CharField(label=gettext_lazy("Sentence"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, by: Member, sentence: BankSentence | None = None, kind: str = ""):
        self.by, self.sentence = by, sentence
        initial: dict[str, Any] = {"version": 0, "kind": kind, "text": f"{STEMS[SupportKind(kind)]} " if kind else ""}
        if sentence:
            initial = {name: getattr(sentence, name) for name in ("kind", "domain", "text", "version")}
        super().__init__(data, initial=initial, auto_id=f"sentence-{sentence.pk if sentence else 'new'}-%s")

    def clean_text(self) -> str:
        """An example is about nobody."""
        text = " ".join(self.cleaned_data["text"].split())
        capitals = " ".join(word for word in text.split() if word[:1].isupper())
        if names_somebody(capitals, names_of(self.by.school)):
            raise forms.ValidationError(_("This has the name of a pupil in it. Leave the name out."))
        return text

    def save(self) -> BankSentence | None:
        """Add or change it; None with an error when the school has it already."""
        said = {name: self.cleaned_data[name] for name in ("kind", "domain", "text")}
        try:
            if self.sentence is None:
                return add_sentence(by=self.by, **said)
            expected = self.cleaned_data["version"] or 0
            return change_sentence(by=self.by, sentence=self.sentence, expected=expected, **said)
        except SentenceTaken:
            self.add_error("text", _("This sentence is there already."))
            return None
