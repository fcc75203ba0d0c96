"""Says what PyYAML, a reader of YAML 1.1, makes of files: JSON in, JSON out."""
import json
import sys

import yaml


def said(text):
    try:
        root = yaml.safe_load(text)
    except Exception as e:  # whatever it is, it is what the reader has to say
        return {"error": str(e)}
    notes = root.get("annotations") if isinstance(root, dict) else []
    return {"notes": [[n.get(k) for k in ("quote", "comment", "by")] for n in notes or [] if n]}


json.dump([said(t) for t in json.load(sys.stdin)], sys.stdout, default=str)
