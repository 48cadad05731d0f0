#!/bin/sh
# Makes the files of tests/documents/rendered again with LibreOffice (soffice): our two examples as Word and OpenDocument.
set -eu
cd "$(dirname "$0")/.."
for example in policies/examples/policy-as-schools-have-them.txt actionplan/examples/action-plan-as-councils-have-them.txt; do
    for kind in docx odt; do
        soffice --headless --convert-to "$kind" --outdir tests/documents/rendered "$example"
    done
done
