# Two commands: `make demo` and `make test`. The rest is what they are made of.
.DEFAULT_GOAL := help
.PHONY: help demo demo-code setup setup-production test check lock score bench bench-trust bench-backup bench-reading bench-people bench-reports bench-council bench-plan bench-measures bench-library bench-policies audit pictures clean

PYTHON := .venv/bin/python
COMPILE := $(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

help:
	@echo "make demo      install, load a demo council and serve it at http://localhost:8000 (PORT=9000 make demo)"
	@echo "make demo-code the code that the demo's people are asked for after their password"
	@echo "make setup     everything that make demo does but serve"
	@echo "make setup-production  what docs/deployment.md asks for: packages and assets, no demo"
	@echo "make test      install what tests need, then check and test"
	@echo "make check     style, types, import contracts, templates, missing migrations"
	@echo "make score     how well policies and plans are read: each field of the samples, beside the targets"
	@echo "make bench-trust what the protections of accounts and records cost"
	@echo "make bench     each main page's server time against a bare page"
	@echo "make bench-backup   how long a backup and a restore of a county take"
	@echo "make bench-reading  how long reading takes, how much memory, and how soon a harmful file is turned away"
	@echo "make bench-people   how fast a register of 100,000 staff comes in from a workbook"
	@echo "make bench-reports  what the papers of reports take beside bare WeasyPrint"
	@echo "make bench-policies  policies of 20 and of 300 clauses, and a model offered to 24,000 schools"
	@echo "make bench-library  clauses by tag and the library of adopted policies, with 24,000 schools"
	@echo "make bench-council  the dashboard of a council and the lists of schools, with 24,000 of them"
	@echo "make bench-plan  the pages of a plan of 1,000 recommendations and 10,000 milestones"
	@echo "make bench-measures  the measures that compute themselves, of a council of 24,000 schools"
	@echo "make audit     whether anything it runs with has a known fault: asks the lists of PyPI and npm"
	@echo "make pictures  README's pictures, from the demo that is running (PORT as for make demo)"
	@echo "make lock      pin the newest versions that requirements/*.in allow"
	@echo "make clean     remove what was installed and built; data stay"

demo:
	@scripts/setup.sh port
	@$(MAKE) --no-print-directory setup
	@exec $(PYTHON) manage.py serve

demo-code:
	@$(PYTHON) manage.py demo_code

setup:
	@scripts/setup.sh demo
	@$(PYTHON) manage.py database start
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py load_standards
	@$(PYTHON) manage.py load_programmes
	@$(PYTHON) manage.py load_demo

setup-production:
	@scripts/setup.sh production

test:
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory check
	@$(PYTHON) -m pytest -n 2 --dist loadgroup

# Whether a migration is missing is known without a database; the warning that none answers is left out.
check:
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy .
	.venv/bin/lint-imports
	$(PYTHON) -m djlint templates --lint --quiet
	DATABASE_URL=postgresql://nobody@127.0.0.1:1/none $(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

lock:
	$(COMPILE) requirements/base.in --output-file requirements/base.txt
	$(COMPILE) requirements/dev.in --constraint requirements/base.txt --output-file requirements/dev.txt
	$(COMPILE) requirements/node.in --output-file requirements/node.txt
	$(COMPILE) requirements/audit.in --constraint requirements/dev.txt --output-file requirements/audit.txt
	npm install --package-lock-only

audit:
	@scripts/setup.sh demo
	@$(PYTHON) scripts/audit.py

score:
	@$(PYTHON) -m bench.score

bench-trust:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.trust

bench:
	@scripts/setup.sh test
	@$(PYTHON) -m bench

bench-reading:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.reading

bench-people:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.people_register

bench-reports:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.reports

bench-library:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.library

bench-council:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.council

bench-plan:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.plan

bench-measures:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.measures

bench-policies:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.policies
	@$(PYTHON) -m bench.model_offers

bench-backup:
	@scripts/setup.sh test
	@$(PYTHON) -m bench.trust_backup

pictures:
	@scripts/setup.sh test
	@$(PYTHON) scripts/take_pictures.py

clean:
	-@$(PYTHON) manage.py database stop
	rm -rf .venv node_modules static/dist .mypy_cache .ruff_cache .import_linter_cache
