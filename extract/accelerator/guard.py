"""Whether the accelerator can stand for a pipeline: only where it was seen to give the same.

The figures it was tested with are named here; everything it takes for granted about the networks is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.about import __version__

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = {("ja", "ginza", "5.3.0")}
"""Language, name and version of the models it was tested with."""
SPACY = ("3.8.",)
"""How their versions of spaCy begin."""
EMBED = {
    "@architectures": "spacy.MultiHashEmbed.v2",
    "attrs": ["ORTH", "SHAPE"],
    "include_static_vectors": True,
}
ENCODE = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "window_size": 1}


def obstacle(nlp: Language) -> str | None:
    """Return why a pipeline cannot be accelerated, or None."""
    model = tuple(str(nlp.meta[key]) for key in ("lang", "name", "version"))
    if model not in MODELS:
        return f"the model {'-'.join(model)} is not one it was tested with"
    if not __version__.startswith(SPACY):
        return f"spaCy {__version__} is not one it was tested with"
    if nlp.pipe_names[:3] != ["tok2vec", "parser", "ner"]:
        return "the pipeline does not begin with tok2vec, parser and ner"
    tok2vec: Any = nlp.get_pipe("tok2vec")
    if any(node.ops.name != "numpy" for node in tok2vec.model.walk()):
        return "it computes on another device than the processor"
    return _other_network(nlp)


def _other_network(nlp: Language) -> str | None:
    network = nlp.config["components"]["tok2vec"]["model"]
    for part, expected in (("embed", EMBED), ("encode", ENCODE)):
        if any(network[part].get(key) != value for key, value in expected.items()):
            return f"tok2vec has another {part} network"
    ner: Any = nlp.get_pipe("ner")
    lower = ner.model.layers[1]
    if len(ner.model.layers) != 3 or lower.maybe_get_dim("nF") != 3 or ner.cfg["beam_width"] != 1:
        return "ner has another network"
    if ner.model.attrs["unseen_classes"]:
        return "ner has labels it was not trained on"
    return None
