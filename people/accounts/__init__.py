"""Accounts: passwords, second steps, sessions and single sign-on."""
