"""What the author and the operator have set: options, theme, secrets.

One table of options (``_table``, ``_theme_tokens``) serves the files, the
environment, the command line, ``st.get_option`` and the traits of the Jupyter
application. Values come, from the lowest to the highest precedence, from

1. the defaults,
2. ``~/.streamlit/config.toml``,
3. ``jupyter_revoila_config.py`` and ``.json`` on the Jupyter config path,
4. ``.streamlit/config.toml`` in the working directory,
5. ``.streamlit/config.toml`` beside the script,
6. ``STREAMLIT_*`` and then ``REVOILA_*`` environment variables,
7. the command line,
8. ``st.set_option``.

Importing a module of this folder reads no file and imports no traitlets.
"""
