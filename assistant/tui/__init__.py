"""The desk: an application for the terminal, in which an editor decides every change."""
