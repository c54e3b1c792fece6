"""LDCT Studio: how low can the dose go before something that matters is lost."""

__version__ = "0.1.0"
