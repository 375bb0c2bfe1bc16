"""The DfE's register of schools (Get Information about Schools), as files that can be downloaded.

``files`` reads bytes into rows of named cells, ``rows`` and ``links`` turn those into typed values.
None of them touches the database: ``schools.imports`` does.
"""
