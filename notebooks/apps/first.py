"""The app of the first notebook: a table of primes."""

import streamlit as st

st.title("Prime numbers")
limit = st.slider("Up to", 10, 200, 50, key="limit")


@st.cache_data
def primes_up_to(limit: int) -> list[int]:
    sieve = [True] * (limit + 1)
    found = []
    for number in range(2, limit + 1):
        if sieve[number]:
            found.append(number)
            for multiple in range(number * number, limit + 1, number):
                sieve[multiple] = False
    return found


primes = primes_up_to(limit)
left, right = st.columns(2)
left.metric("How many", len(primes))
right.metric("The largest", primes[-1])
if st.checkbox("Show them", key="show"):
    st.write(", ".join(map(str, primes)))
