"""Files of any format into drafts of articles; ``extract.articles`` is the public face.

Comes in: an ``Input`` (an open file with its name). Goes out: ``Draft`` per article, or the
``InputError`` that stands in its place. No module here knows what an article is about.
"""
