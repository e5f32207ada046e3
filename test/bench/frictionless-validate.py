"""Validates descriptors with frictionless-py, warm: prints JSON {path: {"ms": median, "valid": bool, "errors": [...]}}.

usage: frictionless-validate.py ROUNDS FILE...
"""
import json
import statistics
import sys
import time

import yaml
from frictionless import Package, system

system.standards = "v2"


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return json.load(file) if path.endswith(".json") else yaml.safe_load(file)


def measure(path, rounds):
    descriptor = load(path)
    times = []
    report = None
    for _ in range(rounds):
        start = time.perf_counter()
        report = Package.validate_descriptor(descriptor)
        times.append((time.perf_counter() - start) * 1000)
    errors = [error.message for error in report.errors]
    errors += [error.message for task in report.tasks for error in task.errors]
    return {"ms": statistics.median(times), "valid": report.valid, "errors": errors}


def main():
    rounds = int(sys.argv[1])
    result = {}
    for path in sys.argv[2:]:
        try:
            result[path] = measure(path, rounds)
        except Exception as error:  # what it does not survive is a result, too
            result[path] = {"ms": None, "valid": False, "errors": [f"{type(error).__name__}: {error}"]}
    json.dump(result, sys.stdout)


main()
