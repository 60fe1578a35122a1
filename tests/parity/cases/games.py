"""Games: boards of buttons, turns, guesses, quizzes, scores."""
# %% Tic-tac-toe
import numpy as np

if "board" not in st.session_state:
    st.session_state.board = np.full((3, 3), ".", dtype=str)
    st.session_state.next_player = "X"
    st.session_state.winner = None

def checkRows(board):
    for row in board:
        if len(set(row)) == 1:
            return row[0]
    return None

def checkDiagonals(board):
    if len(set([board[i][i] for i in range(len(board))])) == 1:
        return board[0][0]
    if len(set([board[i][len(board) - i - 1] for i in range(len(board))])) == 1:
        return board[0][len(board) - 1]
    return None

def checkWin(board):
    for newBoard in [board, np.transpose(board)]:
        result = checkRows(newBoard)
        if result and result != ".":
            return result
    return checkDiagonals(board)

def handle_click(i, j):
    if not st.session_state.winner:
        st.session_state.board[i, j] = st.session_state.next_player
        st.session_state.next_player = "O" if st.session_state.next_player == "X" else "X"
        winner = checkWin(st.session_state.board)
        if winner and winner != ".":
            st.session_state.winner = winner

for i, row in enumerate(st.session_state.board):
    cols = st.columns([0.1, 0.1, 0.1, 0.7])
    for j, field in enumerate(row):
        cols[j].button(field, key=f"{i}-{j}", on_click=handle_click, args=(i, j))
if st.session_state.winner:
    st.success(f"Congrats! {st.session_state.winner} won the game! 🎈")
# > at.button(key="0-0").click().run()
# > at.button(key="1-0").click().run()
# > at.button(key="0-1").click().run()
# > at.button(key="1-1").click().run()
# > at.button(key="0-2").click().run()
# > at.button(key="2-2").click().run()

# %% Guess the number
import random

def init(post_init=False):
    if not post_init:
        st.session_state.opponent = "Computer"
        st.session_state.win = 0
    st.session_state.guess = random.Random(st.session_state.win).randint(1, 100)
    st.session_state.tries = 0
    st.session_state.over = False

def restart():
    init(post_init=True)
    st.session_state.input += 1

if "over" not in st.session_state:
    st.session_state.input = 0
    init()
reset, win = st.columns([0.5, 1])
reset.button("New game", on_click=restart)
placeholder = st.empty()
guess = placeholder.number_input("Enter your guess", min_value=0, max_value=100, key=st.session_state.input)
if guess:
    st.session_state.tries += 1
    if guess < st.session_state.guess:
        st.warning(f"{guess} is too low!")
    elif guess > st.session_state.guess:
        st.warning(f"{guess} is too high!")
    else:
        st.success(f"Yay! You guessed it right in {st.session_state.tries}")
        st.session_state.over = True
        st.session_state.win += 1
        placeholder.empty()
win.write(f"Won: {st.session_state.win}")
# > at.number_input[0].set_value(10).run()
# > at.number_input[0].set_value(99).run()
# > at.number_input[0].set_value(50).run()
# > at.button[0].click().run()
# > at.number_input[0].set_value(100).run()

# %% Hangman
WORD = "python"
s = st.session_state
s.setdefault("guessed", set())
s.setdefault("wrong", 0)

def guess(letter):
    s = st.session_state
    s.guessed = s.guessed | {letter}
    if letter not in WORD:
        s.wrong += 1

shown = " ".join(letter if letter in s.guessed else "_" for letter in WORD)
st.header(shown)
st.progress(s.wrong / 6, f"{s.wrong} of 6 wrong")
if "_" not in shown:
    st.success("You win")
elif s.wrong >= 6:
    st.error(f"It was {WORD}")
else:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for start in range(0, 26, 9):
        for column, letter in zip(st.columns(9), letters[start : start + 9]):
            column.button(letter, on_click=guess, args=letter, disabled=letter in s.guessed, key=letter)
# > at.button(key="p").click().run()
# > at.button(key="z").click().run()
# > at.button(key="y").click().run()
# > at.button(key="t").click().run()
# > at.button(key="h").click(); at.button(key="o").click(); at.run()
# > at.button(key="n").click().run()

# %% Rock, paper, scissors
ICONS = {"rock": "🪨", "paper": "📄", "scissors": "✂️"}
BEATS = {"rock": "scissors", "paper": "rock", "scissors": "paper"}
COMPUTER = ["paper", "paper", "rock", "scissors"]
if "rounds" not in st.session_state:
    st.session_state["rounds"] = []
you = None
for column, (name, icon) in zip(st.columns(3), ICONS.items()):
    if column.button(f"{icon} {name}", use_container_width=True):
        you = name
if you:
    other = COMPUTER[len(st.session_state["rounds"]) % len(COMPUTER)]
    result = "draw" if you == other else "win" if BEATS[you] == other else "loss"
    st.session_state["rounds"].append(result)
    st.write(f"You: {ICONS[you]} Computer: {ICONS[other]}")
    {"win": st.success, "loss": st.error, "draw": st.info}[result](result.title())
for column, result in zip(st.columns(3), ("win", "draw", "loss")):
    column.metric(result, st.session_state["rounds"].count(result))
# > at.button[2].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.run()
# > at.button[0].click().run()

# %% A quiz with one question at a time
QUESTIONS = [
    {"q": "2 + 2?", "options": ["3", "4", "5"], "answer": "4"},
    {"q": "Capital of Italy?", "options": ["Rome", "Milan"], "answer": "Rome"},
    {"q": "Largest planet?", "options": ["Mars", "Jupiter", "Venus"], "answer": "Jupiter"},
]
default_values = {"current_index": 0, "score": 0, "selected_option": None, "answer_submitted": False}
for key, value in default_values.items():
    st.session_state.setdefault(key, value)

def restart_quiz():
    st.session_state.update(default_values)

def submit_answer():
    if st.session_state.selected_option is not None:
        st.session_state.answer_submitted = True
        if st.session_state.selected_option == QUESTIONS[st.session_state.current_index]["answer"]:
            st.session_state.score += 10
    else:
        st.warning("Please select an option before submitting.")

def next_question():
    st.session_state.current_index += 1
    st.session_state.selected_option = None
    st.session_state.answer_submitted = False

st.progress((st.session_state.current_index + 1) / len(QUESTIONS))
question = QUESTIONS[st.session_state.current_index]
st.subheader(f"Question {st.session_state.current_index + 1}")
st.write(question["q"])
if st.session_state.answer_submitted:
    for option in question["options"]:
        if option == question["answer"]:
            st.success(f"{option} (Correct answer)")
        elif option == st.session_state.selected_option:
            st.error(f"{option} (Incorrect answer)")
        else:
            st.write(option)
else:
    for i, option in enumerate(question["options"]):
        if st.button(option, key=i, use_container_width=True):
            st.session_state.selected_option = option
if st.session_state.answer_submitted:
    if st.session_state.current_index < len(QUESTIONS) - 1:
        st.button("Next", on_click=next_question)
    else:
        st.write(f"Quiz completed! Your score is: {st.session_state.score} / {len(QUESTIONS) * 10}")
        if st.button("Restart", on_click=restart_quiz):
            pass
else:
    st.button("Submit", on_click=submit_answer)
# > at.button[-1].click().run()
# > at.button[1].click().run()
# > at.button[-1].click().run()
# > at.button[-1].click().run()
# > at.button[1].click().run()
# > at.button[-1].click().run()
# > at.button[-1].click().run()
# > at.button[1].click().run()
# > at.button[-1].click().run()
# > at.button[-1].click().run()

# %% A quiz in a form with an evaluation
QUIZ = {"Sky": (["blue", "green"], "blue"), "Grass": (["red", "green"], "green"), "Milk": (["white", "black"], "white")}
with st.form("quiz"):
    answers = {}
    for n, (name, (options, _)) in enumerate(QUIZ.items(), 1):
        answers[name] = st.radio(f"{n}. {name} is", options, index=None, horizontal=True)
    done = st.form_submit_button("Evaluate")
if done:
    right = [name for name, (_, answer) in QUIZ.items() if answers[name] == answer]
    open_ = [name for name in QUIZ if answers[name] is None]
    if open_:
        st.warning(f"Not answered: {', '.join(open_)}")
    else:
        st.write(f"Score: {len(right)}/{len(QUIZ)}")
        if len(right) == len(QUIZ):
            st.balloons()
        with st.expander("Solution"):
            for name, (_, answer) in QUIZ.items():
                st.write("✅" if name in right else "❌", name, answer)
# > at.button[0].click().run()
# > at.radio[0].set_value("blue"); at.radio[1].set_value("red").run()
# > at.radio[2].set_value("white"); at.button[0].click().run()
# > at.radio[1].set_value("green"); at.button[0].click().run()

# %% Memory with pairs
CARDS = ["🍎", "🍌", "🍎", "🍌"]
s = st.session_state
if "open" not in s:
    s.open, s.found, s.moves = [], set(), 0

def turn(i):
    s = st.session_state
    if len(s.open) == 2:
        s.open = []
    s.open = s.open + [i]
    if len(s.open) == 2:
        s.moves += 1
        a, b = s.open
        if CARDS[a] == CARDS[b]:
            s.found = s.found | {a, b}

for column, (i, card) in zip(st.columns(4), enumerate(CARDS)):
    seen = i in s.open or i in s.found
    column.button(card if seen else "❓", key=f"card{i}", on_click=turn, args=(i,), disabled=seen)
st.caption(f"{s.moves} moves")
if len(s.found) == len(CARDS):
    st.success("All found")
    if st.button("Again"):
        for key in ("open", "found", "moves"):
            del s[key]
        st.rerun()
# > at.button(key="card0").click().run()
# > at.button(key="card1").click().run()
# > at.button(key="card2").click().run()
# > at.button(key="card0").click().run()
# > at.button(key="card1").click().run()
# > at.button(key="card3").click().run()
# > at.button[-1].click().run()

# %% Lights out
N = 3
if "lights" not in st.session_state:
    st.session_state.lights = [[False] * N for _ in range(N)]
    st.session_state.lights[1][1] = True

def flip(r, c):
    for dr, dc in ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)):
        if 0 <= r + dr < N and 0 <= c + dc < N:
            st.session_state.lights[r + dr][c + dc] ^= True

for r in range(N):
    for c, column in enumerate(st.columns(N)):
        on = st.session_state.lights[r][c]
        column.button("💡" if on else "⚫", key=f"light_{r}{c}", on_click=flip, args=(r, c), type="primary" if on else "secondary")
count = sum(map(sum, st.session_state.lights))
st.write(f"{count} on") if count else st.balloons()
# > at.button(key="light_00").click().run()
# > at.button(key="light_22").click().run()
# > at.button(key="light_00").click().run()
# > at.button(key="light_22").click(); at.button(key="light_11").click(); at.run()

# %% A dice with statistics
import random

if "rng" not in st.session_state:
    st.session_state.rng = random.Random(42)
    st.session_state.rolls = []
sides = st.selectbox("Sides", [6, 8, 20])
n = st.slider("Dice", 1, 5, 2)
if st.button("🎲 Roll"):
    roll = [st.session_state.rng.randint(1, sides) for _ in range(n)]
    st.session_state.rolls.append(sum(roll))
    st.write(" ".join(map(str, roll)), "=", sum(roll))
rolls = st.session_state.rolls
if rolls:
    st.line_chart(rolls)
    st.metric("Last", rolls[-1], rolls[-1] - rolls[-2] if len(rolls) > 1 else None)
    if st.button("Reset"):
        rolls.clear()
        st.rerun()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.selectbox[0].select(20); at.button[0].click().run()
# > at.slider[0].set_value(5).run()
# > at.button[1].click().run()

# %% A text adventure
WORLD = {
    "hall": ("A dark hall.", {"north": "garden", "east": "kitchen"}),
    "kitchen": ("It smells of soup.", {"west": "hall"}),
    "garden": ("Sunlight! You are free.", {}),
}
state = st.session_state
if "room" not in state:
    state.room, state.key, state.log = "hall", False, ["You wake up."]
text, exits = WORLD[state.room]
st.subheader(state.room.title())
st.write(text)
if state.room == "kitchen" and not state.key:
    if st.button("Take the key"):
        state.key = True
        state.log.append("You have a key.")
        st.rerun()
for direction, room in exits.items():
    if st.button(f"Go {direction}"):
        if room == "garden" and not state.key:
            st.error("The door is locked")
        else:
            state.room = room
            state.log.append(f"You went {direction}.")
            st.rerun()
with st.sidebar:
    st.write("\n\n".join(state.log))
    if st.button("Restart"):
        for key in list(state.keys()):
            del state[key]
        st.rerun()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.sidebar.button[0].click().run()

# %% Mastermind with selectboxes
SECRET = ["red", "blue", "red", "green"]
COLOURS = ["red", "blue", "green", "yellow"]
st.session_state.setdefault("tries", [])
guess = [column.selectbox(f"{i + 1}", COLOURS, key=f"peg{i}") for i, column in enumerate(st.columns(4))]

def check(guess):
    exact = sum(a == b for a, b in zip(guess, SECRET))
    common = sum(min(guess.count(c), SECRET.count(c)) for c in COLOURS)
    return exact, common - exact

if st.button("Guess"):
    st.session_state.tries.append((list(guess), *check(guess)))
for colours, exact, near in st.session_state.tries:
    st.write(" ".join(f":{c}[{c}]" if c != "yellow" else c for c in colours), f"{exact} exact, {near} near")
if st.session_state.tries and st.session_state.tries[-1][1] == 4:
    st.success(f"Solved in {len(st.session_state.tries)}")
# > at.button[0].click().run()
# > at.selectbox(key="peg1").select("blue"); at.selectbox(key="peg3").select("yellow"); at.button[0].click().run()
# > at.selectbox(key="peg3").select("green").run()
# > at.button[0].click().run()

# %% Flash cards
DECK = [("Hund", "dog"), ("Katze", "cat"), ("Vogel", "bird")]
ss = st.session_state
if "i" not in ss:
    ss.i, ss.back, ss.known = 0, False, []
front, back = DECK[ss.i]
with st.container(border=True, height=120):
    st.title(back if ss.back else front)
a, b, c = st.columns(3)
if a.button("Flip"):
    ss.back = not ss.back
    st.rerun()
if b.button("I knew it", disabled=front in ss.known):
    ss.known.append(front)
    ss.i, ss.back = (ss.i + 1) % len(DECK), False
    st.rerun()
if c.button("Next"):
    ss.i, ss.back = (ss.i + 1) % len(DECK), False
    st.rerun()
st.progress(len(ss.known) / len(DECK), f"{len(ss.known)} of {len(DECK)} known")
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[2].click().run()
# > at.button[2].click().run()
# > at.button[0].click().run()

# %% Two players type moves
if "pile" not in st.session_state:
    st.session_state.pile = 10
    st.session_state.player = 0
names = st.sidebar.text_input("Players", "Ann, Bob").split(", ")
if len(names) != 2:
    st.sidebar.error("Two names, please")
    st.stop()
pile = st.session_state.pile
st.write("🪵" * pile)
if pile == 0:
    st.success(f"{names[1 - st.session_state.player]} took the last and wins")
    if st.button("New"):
        del st.session_state.pile
        st.rerun()
else:
    with st.form("move", clear_on_submit=True):
        take = st.number_input(f"{names[st.session_state.player]} takes", 1, min(3, pile))
        if st.form_submit_button("Take"):
            st.session_state.pile -= take
            st.session_state.player = 1 - st.session_state.player
            st.rerun()
# > at.number_input[0].set_value(3); at.button[0].click().run()
# > at.number_input[0].set_value(3); at.button[0].click().run()
# > at.sidebar.text_input[0].input("Cid").run()
# > at.sidebar.text_input[0].input("Cid, Dee").run()
# > at.number_input[0].set_value(2); at.button[0].click().run()
# > at.number_input[0].set_value(2); at.button[0].click().run()
# > at.button[0].click().run()

# %% Wordle in rows of columns
TARGET = "crane"
st.session_state.setdefault("guesses", [])
over = TARGET in st.session_state.guesses or len(st.session_state.guesses) == 4

def submit():
    word = st.session_state.word.lower()
    if len(word) == 5 and word.isalpha():
        st.session_state.guesses.append(word)
        st.session_state.word = ""
        st.session_state.problem = None
    else:
        st.session_state.problem = f"{word!r} has not five letters"

st.text_input("Guess", key="word", on_change=submit, disabled=over, max_chars=6)
if st.session_state.get("problem"):
    st.warning(st.session_state.problem)
for guess in st.session_state.guesses:
    for column, letter, right in zip(st.columns(5), guess, TARGET):
        colour = "green" if letter == right else "orange" if letter in TARGET else "gray"
        column.markdown(f":{colour}-background[{letter.upper()}]")
if over:
    st.write("Solved!" if st.session_state.guesses[-1] == TARGET else f"It was {TARGET}")
# > at.text_input[0].input("caner").run()
# > at.text_input[0].input("no").run()
# > at.text_input[0].input("crate").run()
# > at.text_input[0].input("CRANE").run()
# > at.run()

# %% A clicker with upgrades
defaults = dict(points=0, power=1, auto=0)
for k, v in defaults.items():
    if k not in st.session_state:
        st.session_state[k] = v

def buy(what, price):
    if st.session_state.points >= price:
        st.session_state.points -= price
        st.session_state[what] += 1
    else:
        st.toast("Too expensive", icon="🚫")

def work():
    st.session_state.points += st.session_state.power + st.session_state.auto

st.metric("Points", st.session_state.points)
st.button("Work", on_click=work, type="primary")
c1, c2 = st.columns(2)
power_price = 2 * st.session_state.power
c1.button(f"Power for {power_price}", on_click=buy, args=("power", power_price))
c2.button("Robot for 3", on_click=buy, kwargs={"what": "auto", "price": 3})
st.write({k: st.session_state[k] for k in defaults})
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[2].click().run()

# %% A maze is walked with keys on the page
MAZE = ["#####", "#  ##", "# # #", "#   X", "#####"]
if "pos" not in st.session_state:
    st.session_state.pos = (1, 1)

def move(dr, dc):
    r, c = st.session_state.pos
    if MAZE[r + dr][c + dc] != "#":
        st.session_state.pos = (r + dr, c + dc)
    else:
        st.session_state.bumps = st.session_state.get("bumps", 0) + 1

r, c = st.session_state.pos
st.code("\n".join("".join("@" if (i, j) == (r, c) else cell for j, cell in enumerate(row)) for i, row in enumerate(MAZE)), None)
_, up, _ = st.columns(3)
left, down, right = st.columns(3)
goal = MAZE[r][c] == "X"
up.button("⬆", on_click=move, args=(-1, 0), disabled=goal)
left.button("⬅", on_click=move, args=(0, -1), disabled=goal)
down.button("⬇", on_click=move, args=(1, 0), disabled=goal)
right.button("➡", on_click=move, args=(0, 1), disabled=goal)
st.write("Bumps:", st.session_state.get("bumps", 0))
if goal:
    st.success("Out!")
# > at.button[0].click().run()
# > at.button[2].click().run()
# > at.button[2].click().run()
# > at.button[3].click().run()
# > at.button[3].click().run()
# > at.button[3].click().run()

# %% A betting game with a class in session state
class Table:
    def __init__(self):
        self.money, self.deck = 100, [7, 2, 9, 9, 4]

    def draw(self):
        self.deck.append(self.deck.pop(0))
        return self.deck[-1]

if "table" not in st.session_state:
    st.session_state["table"] = Table()
table = st.session_state["table"]
st.metric("Money", table.money)
bet = st.number_input("Bet", 1, max(1, table.money), 10)
choice = st.radio("The next card is", ["high", "low"])
if st.button("Draw", disabled=table.money <= 0):
    card = table.draw()
    won = (card > 5) == (choice == "high")
    table.money += bet if won else -bet
    (st.success if won else st.error)(f"{card}: {'won' if won else 'lost'} {bet}")
st.caption(f"{table.money} left")
# > at.button[0].click().run()
# > at.radio[0].set_value("low"); at.number_input[0].set_value(50); at.button[0].click().run()
# > at.number_input[0].set_value(160); at.button[0].click().run()
# > at.run()

# %% Conway on a small grid of check boxes
N = 4
ss = st.session_state
for r in range(N):
    for c in range(N):
        ss.setdefault(f"c{r}{c}", r == 1 and c in (0, 1, 2))

def step():
    alive = {(r, c) for r in range(N) for c in range(N) if ss[f"c{r}{c}"]}
    for r in range(N):
        for c in range(N):
            n = sum((r + a, c + b) in alive for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b)
            ss[f"c{r}{c}"] = n == 3 or (n == 2 and (r, c) in alive)

def clear():
    for r in range(N):
        for c in range(N):
            ss[f"c{r}{c}"] = False

for r in range(N):
    for c, column in enumerate(st.columns(N)):
        column.checkbox(f"{r},{c}", key=f"c{r}{c}", label_visibility="collapsed")
left, right = st.columns(2)
left.button("Step", on_click=step)
right.button("Clear", on_click=clear)
st.write("Alive:", sum(ss[f"c{r}{c}"] for r in range(N) for c in range(N)))
# > at.button[0].click().run()
# > at.checkbox(key="c33").check().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.checkbox(key="c00").check().run()
