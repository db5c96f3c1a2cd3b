"""Lets every test import `samples`, for pytest puts the folder of a conftest on the import path."""
