"""The same scripts and steps under Streamlit 1.67 and here, compared after every step."""
