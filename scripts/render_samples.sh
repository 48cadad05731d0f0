#!/bin/sh
# Makes the files of tests/documents/rendered again with LibreOffice (soffice): our two examples as Word and OpenDocument,
# the policy as it stands printed as a PDF, and both as people lay them out, in Word and printed. A browser (chromium)
# prints the last.
set -eu
cd "$(dirname "$0")/.."
folder=tests/documents/rendered
for example in policies/examples/policy-as-schools-have-them.txt actionplan/examples/action-plan-as-councils-have-them.txt; do
    for kind in docx odt; do
        soffice --headless --convert-to "$kind" --outdir "$folder" "$example"
    done
done
others=$(mktemp -d)
.venv/bin/python scripts/print_samples.py "$folder" "$others"
for printed in policy-as-schools-have-them policy-printed plan-printed; do
    soffice --headless --convert-to pdf --outdir "$folder" "$folder/$printed.docx"
done
soffice --headless --convert-to pdf --outdir "$folder" "$others"/*.docx
chromium --headless --no-sandbox --no-pdf-header-footer --print-to-pdf="$folder/plan-from-a-browser.pdf" \
    "$others/plan-from-a-browser.html"
rm -r "$others"
