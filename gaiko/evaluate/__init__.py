"""How well facts agree with annotated articles: figures, their certainty, and the errors to read.

Comes in: annotated articles and facts, both as JSON lines. Goes out: precision, recall and F1 with
intervals, the calibration of confidences, and an HTML page of what was missed and wrong.
"""
