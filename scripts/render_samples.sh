#!/bin/sh
# Makes the files of tests/documents/rendered again with LibreOffice (soffice): our two examples as Word and OpenDocument,
# the policy as it stands printed as a PDF, and both as people lay them out, in Word and printed.
set -eu
cd "$(dirname "$0")/.."
folder=tests/documents/rendered
for example in policies/examples/policy-as-schools-have-them.txt actionplan/examples/action-plan-as-councils-have-them.txt; do
    for kind in docx odt; do
        soffice --headless --convert-to "$kind" --outdir "$folder" "$example"
    done
done
.venv/bin/python scripts/print_samples.py "$folder"
for printed in policy-as-schools-have-them policy-printed plan-printed; do
    soffice --headless --convert-to pdf --outdir "$folder" "$folder/$printed.docx"
done
