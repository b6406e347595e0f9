"""Fit the model of ``confidence`` on the dev questions and write its coefficients.

    python scripts/fit_confidence.py [--index DIR]

Only the dev split is read. Prints cross-validated figures (ten folds): AUROC, and the share of unanswerable
questions refused where at most one in ten answerable ones is refused. The threshold written is the one at which
one answerable dev question in ten would be refused in cross-validation.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from evals.cases import Category, Split, load_cases
from rag.answering.confidence import FEATURES
from rag.answering.extractive import ExtractiveAnswerer
from rag.bootstrap import Serving
from rag.settings import load_settings

#: Inverse strength of the penalty. With about a hundred questions and seven features a strong one.
PENALTY = 0.5

#: Injected questions repeat others; filtered ones are answerable or not by their filters, which are not features.
LEFT_OUT = (Category.INJECTED, Category.FILTERED)

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "rag" / "answering" / "confidence.json"


def main() -> None:
    """The file of coefficients is written anew, and the figures are printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path)
    serving = Serving(load_settings(index=parser.parse_args().index))
    pipeline = serving.pipeline()
    answerer = pipeline.answerer
    assert isinstance(answerer, ExtractiveAnswerer)
    rows, labels = [], []
    for case in load_cases(ROOT / "evals" / "cases"):
        if case.split is not Split.DEV or case.category in LEFT_OUT or case.accepts_statement_of_silence:
            continue
        prepared = pipeline.prepare(case.asked)
        if prepared.outside is None:
            row = answerer.features(prepared.worded.read, pipeline.retrieve(prepared).hits)
            if row is not None:
                rows.append(row)
                labels.append(case.expects_answer)
    x, y = np.array(rows), np.array(labels)
    model = LogisticRegression(C=PENALTY, max_iter=2000)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    chances = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    threshold = float(np.quantile(chances[y], 0.1))
    model.fit(x, y)
    fitted = {
        "intercept": round(float(model.intercept_[0]), 3),
        "coefficients": [round(float(value), 3) for value in model.coef_[0]],
        "refuse_below": round(threshold, 3),
        "features": list(FEATURES),
        "questions": len(y),
    }
    TARGET.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(fitted, indent=1))
    print(
        f"{len(y)} dev questions, {int(y.sum())} answerable; cross-validated AUROC {roc_auc_score(y, chances):.3f}"
    )
    print(
        f"refused where 10 % of the answerable are: {(chances[~y] < threshold).mean():.2f} of the unanswerable"
    )


if __name__ == "__main__":
    main()
