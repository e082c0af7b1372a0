# The same recipes as in the Makefile, for those who prefer `just`.

default:
    @make help

read:
    @make read

test:
    @make test

lint:
    @make lint

types:
    @make types

imports:
    @make imports

pytest *arguments:
    @make setup
    .venv/bin/pytest {{arguments}}

quality *arguments:
    @make setup
    .venv/bin/python -m benchmarks quality {{arguments}}

speed:
    @make speed

docs:
    @make docs

format:
    @make format
