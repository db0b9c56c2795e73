"""Reads what `tmux capture-pane -e` says: the character of each cell and what it looks like, by the numbers of SGR."""
import re

NAMED = "000000 cc3e44 5fa04e c5a332 4f83cc a662b8 3fa7a0 c7c7c7 6b6b6b ff6b6b 8fd180 f0d060 7fb0ff d79be6 7fd8d0 ffffff".split()
CODE = re.compile(r"\x1b\[([0-9;:]*)m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()].|\x0e|\x0f")


def indexed(number):
    if number < 16:
        return "#" + NAMED[number]
    if number < 232:
        number -= 16
        steps = [0, 95, 135, 175, 215, 255]
        return "#%02x%02x%02x" % (steps[number // 36], steps[number // 6 % 6], steps[number % 6])
    return "#%02x%02x%02x" % ((8 + 10 * (number - 232),) * 3)


def take(codes, look):
    """Changes how the next cells look, by the numbers of one SGR sequence."""
    numbers = [int(code.split(":")[0] or 0) for code in codes.split(";")] if codes else [0]
    under = codes.startswith("4:") and codes != "4:0"
    while numbers:
        number = numbers.pop(0)
        if number == 0:
            look.clear()
        elif number in (38, 48, 58):
            kind = numbers.pop(0) if numbers else 5
            if kind == 2 and len(numbers) >= 3:
                colour = "#%02x%02x%02x" % tuple(numbers[:3])
                del numbers[:3]
            else:
                colour = indexed(numbers.pop(0)) if numbers else None
            look[number] = colour
        elif 30 <= number <= 37 or 90 <= number <= 97:
            look[38] = indexed(number - 30 if number < 90 else number - 82)
        elif 40 <= number <= 47 or 100 <= number <= 107:
            look[48] = indexed(number - 40 if number < 100 else number - 92)
        elif number in (39, 49):
            look.pop(number - 1, None)
        elif number in (1, 2, 3, 4, 7, 9):
            look[number] = True
        elif number in (22, 23, 24, 27, 29):
            for it in {22: (1, 2), 23: (3,), 24: (4,), 27: (7,), 29: (9,)}[number]:
                look.pop(it, None)
    if under:
        look[4] = True


def cells(line, look):
    at = 0
    while at < len(line):
        code = CODE.match(line, at)
        if code:
            if code[1] is not None:
                take(code[1], look)
            at = code.end()
            continue
        yield line[at], dict(look)
        at += 1


def rows(screen):
    """The cells of each line: a character and a look. In a look 38, 48 and 58 are colours of letter, ground and underline; 1, 2, 3, 4, 7 and 9
    are there or not."""
    look = {}
    return [list(cells(line, look)) for line in screen.rstrip("\n").split("\n")]
