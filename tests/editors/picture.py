#!/usr/bin/env python3
"""Draws what `tmux capture-pane -e` says as a picture: picture.py SCREEN PNG [dark|light]. Needs Pillow and a font of DejaVu."""
import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf"
SIZE, WIDTH, HEIGHT = 15, 9, 19
THEMES = {"dark": ("#e0e2ea", "#14161b"), "light": ("#14161b", "#e0e2ea")}
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


def draw(screen, path, theme):
    plain, ground = THEMES[theme]
    fonts = {}
    for bold in (False, True):
        for slanted in (False, True):
            name = ("-" if bold or slanted else "") + ("Bold" if bold else "") + ("Oblique" if slanted else "")
            fonts[bold, slanted] = ImageFont.truetype(FONTS.format(name), SIZE)
    look, rows = {}, []
    for line in screen.rstrip("\n").split("\n"):
        rows.append(list(cells(line, look)))
    columns = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c, _ in row) for row in rows)
    image = Image.new("RGB", (columns * WIDTH + 8, len(rows) * HEIGHT + 8), ground)
    canvas = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        x, y = 4, 4 + number * HEIGHT
        for character, look in row:
            if unicodedata.combining(character):
                continue
            wide = WIDTH * (2 if unicodedata.east_asian_width(character) in "WF" else 1)
            front, back = look.get(38) or plain, look.get(48) or ground
            if 7 in look:
                front, back = back, front
            if back != ground:
                canvas.rectangle((x, y, x + wide - 1, y + HEIGHT - 1), fill=back)
            if character.strip():
                canvas.text((x, y), character, fill=front, font=fonts[1 in look, 3 in look])
            if 4 in look:
                canvas.line((x, y + HEIGHT - 2, x + wide - 1, y + HEIGHT - 2), fill=look.get(58) or front)
            if 9 in look:
                canvas.line((x, y + HEIGHT // 2, x + wide - 1, y + HEIGHT // 2), fill=front)
            x += wide
    image.quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as screen:
        draw(screen.read(), sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "dark")
