#!/usr/bin/env bash
# Programs that the tests use and pip does not bring: a browser, and what reads scans, with its languages. Installs what is
# missing through apt where it may.
set -euo pipefail

declare -A packages=([chromium]=chromium [pdftotext]=poppler-utils [ocrmypdf]=ocrmypdf [tesseract]=tesseract-ocr)
missing=()
for program in "${!packages[@]}"; do
  command -v "$program" >/dev/null 2>&1 || missing+=("${packages[$program]}")
done
for language in eng deu fra spa ita lat; do
  command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -qx "$language" || missing+=("tesseract-ocr-$language")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the tests: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "The tests need these packages: ${missing[*]}. Install them, for example: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
