"""The whole screens: the scribe's and the picker."""
