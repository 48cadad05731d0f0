#!/bin/sh
# Makes the Word, OpenDocument and PDF samples of tests/samples, and of plans the workbooks, again with LibreOffice
# (soffice; Debian's libreoffice-writer and libreoffice-calc), from what lies in tests/samples/sources. Give names of
# sources to make those alone.
set -eu
cd "$(dirname "$0")/../tests/samples"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
for source in ${*:-sources/*.html}; do
    name=$(basename "$source" .html)
    folder=$(dirname "$(ls ./*/"$name".expected.json)")
    soffice --headless --infilter="HTML (StarWriter)" --convert-to odt:writer8 --outdir "$made" "sources/$name.html"
    soffice --headless --convert-to docx --outdir "$folder" "$made/$name.odt"
    soffice --headless --convert-to pdf --outdir "$folder" "$made/$name.odt"
    cp "$made/$name.odt" "$folder"
    if [ "$folder" = ./plans ]; then
        soffice --headless --infilter="HTML (StarCalc)" --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir "$folder" \
            "sources/$name.html"
    fi
done
