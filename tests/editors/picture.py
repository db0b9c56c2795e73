#!/usr/bin/env python3
"""Draws what `tmux capture-pane -e` says as a picture: picture.py SCREEN PNG [dark|light]. Needs Pillow and a font of DejaVu."""
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

from screen import rows as rows_of

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf"
SIZE, WIDTH, HEIGHT = 15, 9, 19
THEMES = {"dark": ("#e0e2ea", "#14161b"), "light": ("#14161b", "#e0e2ea")}


def draw(screen, path, theme):
    plain, ground = THEMES[theme]
    fonts = {}
    for bold in (False, True):
        for slanted in (False, True):
            name = ("-" if bold or slanted else "") + ("Bold" if bold else "") + ("Oblique" if slanted else "")
            fonts[bold, slanted] = ImageFont.truetype(FONTS.format(name), SIZE)
    rows = rows_of(screen)
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
