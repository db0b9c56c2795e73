// The scanner of Sigla: every token of the language is made here.
//
// What a sign means depends on what is open around it, so the scanner counts the open constructs of a paragraph by kind.
// The innermost of them is the one whose closer the parser accepts (`valid`), so counts are enough and no stack is kept.
// Three rules keep every text free of errors: a closer that nothing opened is a `stray_closer`; a closer of something
// further out first closes what stands inside it with a zero-width `unclosed`; so does the end of the block.
// Every look ahead is bounded by a line, a fixed length, or (emphasis) happens once a level, so time is linear.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"
#include <string.h>

// In the order of `externals` in grammar.js.
enum Token {
  HEADER_START, KEY, VALUE, CONTINUATION, DASH, HEADER_COMMENT, HEADER_LINE, HEADER_END,
  HEADING_MARKER, ITEM_LABEL, ROLE, FOOTNOTE_LABEL, COMMENT,
  FENCE, CONTAINER_KIND, CONTAINER_ATTRIBUTES, CONTAINER_TITLE, CONTAINER_END, STRAY_CONTAINER_END,
  ROW_START, DELIMITER_ROW, CELL_SEPARATOR, ROW_END,
  RAW_START, RAW_CONTENT, RAW_END,
  BLOCK_END,
  TEXT, ESCAPE, LINE_BREAK, NOTE_REFERENCE, REGISTER_ID, ATTRIBUTES,
  LABEL, INSERTION_MARK,
  OPEN_SQUARE, OPEN_BRACE, OPEN_DELETION, OPEN_ADDITION,
  OPEN_CRITIC_ADDITION, OPEN_CRITIC_DELETION, OPEN_CRITIC_SUBSTITUTION, OPEN_CRITIC_COMMENT,
  CLOSE_SQUARE, CLOSE_BRACE, CLOSE_DELETION, CLOSE_ADDITION,
  CLOSE_CRITIC_ADDITION, CLOSE_CRITIC_DELETION, CLOSE_CRITIC_SUBSTITUTION, CLOSE_CRITIC_COMMENT,
  CRITIC_ARROW,
  OPEN_UNDERLINED, OPEN_BOLD, OPEN_SUPERIOR, OPEN_INFERIOR,
  CLOSE_UNDERLINED, CLOSE_BOLD, CLOSE_SUPERIOR, CLOSE_INFERIOR,
  STRAY_CLOSER, UNCLOSED,
  ERROR_SENTINEL,
};

// Kinds of bracket, in the order of their OPEN_ and CLOSE_ tokens.
enum Bracket {
  SQUARE, BRACE, DELETION, ADDITION,
  CRITIC_ADDITION, CRITIC_DELETION, CRITIC_SUBSTITUTION, CRITIC_COMMENT, BRACKETS,
};

// What a line end means depends on the block it stands in.
enum Block { NONE, PARAGRAPH, LINE, ITEM, FOOTNOTE, ROW };

enum {
  LEVELS = 32,         // emphasis is read down to this depth of brackets
  CONTAINERS = 64,     // containers nest to this depth
  LONGEST_LABEL = 80,  // characters
  LONGEST_NAME = 200,
  LONGEST_ATTRIBUTES = 1000,
};

// The roles of format.md, a closed list; a test compares it with the vocabulary.
static const char *const ROLES[] = {
  "classification", "copy", "number", "addressee", "sender", "dateline", "salutation", "closing", "signature",
  "distribution", "drafted", "resolution", "postscript", "caption", "letterhead",
};

typedef struct {
  uint8_t block;
  bool at_line_start;          // within a footnote, where `[^name]:` begins another
  uint8_t containers;
  uint8_t colons[CONTAINERS];  // of each open container's fence
  uint32_t open[BRACKETS];
  uint32_t depth;              // the sum of `open`
  // Emphasis by depth of brackets, four bits each: open; no closer before the level ends; no closer before the open
  // emphasis ends.
  uint16_t level[LEVELS];
} Scanner;

enum { OPEN_BITS = 0, NO_CLOSER = 4, NO_CLOSER_INSIDE = 8 };

// Characters

typedef int32_t Char;

static bool is_newline(Char c) { return c == '\n' || c == '\r'; }

static bool is_space(Char c) {
  if (c < 0x80) return c == ' ' || c == '\t' || c == '\v' || c == '\f';
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_digit(Char c) { return c >= '0' && c <= '9'; }
static bool is_ascii_letter(Char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Letters of all scripts, near enough: what is not ASCII, a space, or general punctuation.
static bool is_letter(Char c) {
  return is_ascii_letter(c) || (c >= 0xC0 && !is_space(c) && !(c >= 0x2010 && c <= 0x206F));
}

static bool is_roman(Char c, bool upper) { return c != 0 && strchr(upper ? "IVXLCDM" : "ivxlcdm", (char)c) && c < 0x80; }

// The end of the input; a NUL character in the text is not.
static bool at_end(TSLexer *lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }
static bool at_line_end(TSLexer *lexer) { return is_newline(lexer->lookahead) || at_end(lexer); }
static bool at_blank(TSLexer *lexer) { return is_space(lexer->lookahead) || at_line_end(lexer); }

static void next(TSLexer *lexer) { lexer->advance(lexer, false); }
static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }
static void skip_spaces(TSLexer *lexer) { while (is_space(lexer->lookahead)) skip(lexer); }
static void pass_spaces(TSLexer *lexer) { while (is_space(lexer->lookahead)) next(lexer); }

static void pass_newline(TSLexer *lexer) {
  bool cr = lexer->lookahead == '\r';
  next(lexer);
  if (cr && lexer->lookahead == '\n') next(lexer);
}

static void skip_newline(TSLexer *lexer) {
  bool cr = lexer->lookahead == '\r';
  skip(lexer);
  if (cr && lexer->lookahead == '\n') skip(lexer);
}

static unsigned pass_run(TSLexer *lexer, Char c, unsigned most) {
  unsigned n = 0;
  while (lexer->lookahead == c && n < most) { next(lexer); n++; }
  return n;
}

static bool give(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

static bool give_here(TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  return give(lexer, token);
}

// The rest of the line, without the spaces at its end.
static bool give_line(TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  while (!at_line_end(lexer)) {
    bool space = is_space(lexer->lookahead);
    next(lexer);
    if (!space) lexer->mark_end(lexer);
  }
  return give(lexer, token);
}

// What is open

static bool is_open(const Scanner *s, enum Bracket kind) { return s->open[kind] > 0; }

static uint16_t *level(Scanner *s) { return s->depth < LEVELS ? &s->level[s->depth] : NULL; }

static bool open_bracket(TSLexer *lexer, Scanner *s, enum Bracket kind) {
  s->open[kind]++;
  s->depth++;
  if (level(s)) *level(s) = 0;
  return give(lexer, (enum Token)(OPEN_SQUARE + kind));
}

static void leave(Scanner *s, enum Bracket kind) {
  if (level(s)) *level(s) = 0;
  if (s->open[kind] > 0) { s->open[kind]--; s->depth--; }
}

static void close_emphasis(Scanner *s, unsigned sign) {
  if (!level(s)) return;
  *level(s) &= (uint16_t)~(1u << sign);
  if ((*level(s) & 0xF) == 0) *level(s) &= (uint16_t)~(0xFu << NO_CLOSER_INSIDE);
}

// Ends the innermost construct where no closer stands. The end was marked at the start of the call.
static bool give_unclosed(TSLexer *lexer, Scanner *s, const bool *valid) {
  for (unsigned sign = 0; sign < 4; sign++)
    if (valid[CLOSE_UNDERLINED + sign]) { close_emphasis(s, sign); return give(lexer, UNCLOSED); }
  for (unsigned kind = 0; kind < BRACKETS; kind++)
    if (valid[CLOSE_SQUARE + kind]) { leave(s, (enum Bracket)kind); break; }
  return give(lexer, UNCLOSED);
}

static bool end_block(TSLexer *lexer, Scanner *s, const bool *valid) {
  if (valid[UNCLOSED]) return give_unclosed(lexer, s, valid);
  if (valid[ROW_END]) return give(lexer, ROW_END);
  if (!valid[BLOCK_END]) return false;
  s->block = NONE;
  s->level[0] = 0;
  return give(lexer, BLOCK_END);
}

// Shapes. Each reads on from where the lexer stands, says whether the shape is there, and marks no end.

static bool may_begin_label(Char c) { return c == '-' || c == '(' || is_digit(c) || is_letter(c); }

// `1.` `12)` `2.1.` `a)` `(iv)` `IV.` `-`, with a space behind it. A capital and a full stop is an initial, not a label.
static bool item_label(TSLexer *lexer) {
  if (lexer->lookahead == '-') {
    next(lexer);
  } else {
    bool parenthesis = lexer->lookahead == '(';
    bool full_stop = false;
    if (parenthesis) next(lexer);
    if (is_digit(lexer->lookahead)) {
      do {
        if (full_stop) next(lexer);
        unsigned digits = 0;
        while (is_digit(lexer->lookahead)) { next(lexer); digits++; }
        if (digits > 3) return false;
        if (digits == 0) return !parenthesis && is_space(lexer->lookahead);
        full_stop = true;
      } while (lexer->lookahead == '.');
      if (lexer->lookahead != ')') return false;
      next(lexer);
    } else {
      Char first = lexer->lookahead;
      if (!is_letter(first)) return false;
      bool upper = first < 'a';
      bool roman = is_roman(first, upper);
      unsigned letters = 0;
      while (is_letter(lexer->lookahead) && letters < 8) {
        roman = roman && is_roman(lexer->lookahead, upper);
        next(lexer);
        letters++;
      }
      if (letters > 1 && !roman) return false;
      if (lexer->lookahead == '.' ? parenthesis || letters == 1 : lexer->lookahead != ')') return false;
      next(lexer);
    }
  }
  return is_space(lexer->lookahead);
}

// `@role` with a blank behind it.
static bool role(TSLexer *lexer) {
  char name[16];
  unsigned length = 0;
  next(lexer);
  while (is_ascii_letter(lexer->lookahead) && length < sizeof name - 1) {
    name[length++] = (char)lexer->lookahead;
    next(lexer);
  }
  name[length] = 0;
  if (!at_blank(lexer)) return false;
  for (unsigned i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
    if (strcmp(name, ROLES[i]) == 0) return true;
  return false;
}

// The name and the closing bracket of `[^name]`, behind the circumflex.
static bool note_name(TSLexer *lexer) {
  unsigned length = 0;
  while (length < LONGEST_NAME && !at_blank(lexer) && lexer->lookahead != ']' && lexer->lookahead != '[' &&
         lexer->lookahead != '^') {
    next(lexer);
    length++;
  }
  if (length == 0 || lexer->lookahead != ']') return false;
  next(lexer);
  return true;
}

// The name and the closing brace of `{@name}`, behind the brace.
static bool register_name(TSLexer *lexer) {
  unsigned length = 0;
  next(lexer);
  while (length < LONGEST_NAME && !at_line_end(lexer) && !strchr("{}[]", lexer->lookahead < 0x80 ? (char)lexer->lookahead : ' ')) {
    next(lexer);
    length++;
  }
  if (length == 0 || lexer->lookahead != '}') return false;
  next(lexer);
  return true;
}

// `key=value key="a value"}`, behind the brace.
static bool attributes(TSLexer *lexer) {
  unsigned length = 0;
  while (length < LONGEST_ATTRIBUTES) {
    unsigned key = 0;
    while (is_ascii_letter(lexer->lookahead) || is_digit(lexer->lookahead) || lexer->lookahead == '-' ||
           lexer->lookahead == ':' || lexer->lookahead == '.') {
      next(lexer);
      if (++key > LONGEST_LABEL) return false;
    }
    if (key == 0 || lexer->lookahead != '=') return false;
    next(lexer);
    unsigned value = 0;
    if (lexer->lookahead == '"') {
      do {
        next(lexer);
        if (++value > LONGEST_ATTRIBUTES || at_line_end(lexer)) return false;
      } while (lexer->lookahead != '"');
      next(lexer);
    } else {
      while (!at_blank(lexer) && lexer->lookahead != '{' && lexer->lookahead != '}' && lexer->lookahead != '[' &&
             lexer->lookahead != ']' && lexer->lookahead != '"') {
        next(lexer);
        if (++value > LONGEST_ATTRIBUTES) return false;
      }
      if (value == 0) return false;
    }
    length += key + value;
    pass_spaces(lexer);
    if (lexer->lookahead == '}') { next(lexer); return true; }
  }
  return false;
}

// "```tei" with nothing but spaces behind it. `space`: what was read ends in one.
static bool raw_fence(TSLexer *lexer, bool *space) {
  *space = false;
  if (pass_run(lexer, '`', 3) < 3) return false;
  for (const char *c = "tei"; *c; c++) {
    if (lexer->lookahead != *c) return false;
    next(lexer);
  }
  *space = is_space(lexer->lookahead);
  pass_spaces(lexer);
  return at_line_end(lexer);
}

enum LineStart { GOES_ON, ENDS_BLOCK, PERHAPS_FOOTNOTE };

// Passes a line end and says whether the block ends there. What it reads of the next line holds no sign; `space`: it
// ends in a space.
static enum LineStart line_start(TSLexer *lexer, const Scanner *s, uint32_t depth, bool *space) {
  *space = true;
  if (at_end(lexer) || s->block == LINE || s->block == ROW) return ENDS_BLOCK;
  pass_newline(lexer);
  pass_spaces(lexer);
  if (at_line_end(lexer)) return ENDS_BLOCK;
  switch (lexer->lookahead) {
    case ':': *space = false; return pass_run(lexer, ':', 3) == 3 ? ENDS_BLOCK : GOES_ON;
    case '`': return raw_fence(lexer, space) ? ENDS_BLOCK : GOES_ON;
  }
  if (depth > 0) return GOES_ON;
  switch (lexer->lookahead) {
    case '%': *space = false; return pass_run(lexer, '%', 2) == 2 ? ENDS_BLOCK : GOES_ON;
    case '@': *space = false; return role(lexer) ? ENDS_BLOCK : GOES_ON;
    case '[': return s->block == FOOTNOTE ? PERHAPS_FOOTNOTE : GOES_ON;
  }
  if (s->block != ITEM || !may_begin_label(lexer->lookahead)) return GOES_ON;
  *space = false;
  return item_label(lexer) ? ENDS_BLOCK : GOES_ON;
}

// Inline

static int emphasis_sign(Char c) { return c == '_' ? 0 : c == '*' ? 1 : c == '^' ? 2 : c == '~' ? 3 : -1; }

// Whether the emphasis that opens here is closed before its level, or the emphasis around it, ends. Notes what it
// learns in the level, so that a paragraph is read once for each sign at the most.
static bool has_closer(TSLexer *lexer, Scanner *s, Char sign_char) {
  unsigned sign = (unsigned)emphasis_sign(sign_char);
  uint16_t *bits = level(s);
  uint32_t square = 0, brace = 0;
  uint32_t braces_open = s->depth - s->open[SQUARE];
  bool space = false;
  for (;;) {
    Char c = lexer->lookahead;
    if (is_newline(c) || (c == 0 && at_end(lexer))) {
      if (line_start(lexer, s, s->depth + square + brace, &space) == ENDS_BLOCK) break;
      continue;
    }
    if (c == '|' && s->block == ROW) break;
    next(lexer);
    if (c == '\\') {
      if (!at_line_end(lexer)) next(lexer);
    } else if (c == '[') {
      square++;
    } else if (c == '{') {
      brace++;
    } else if (c == ']') {
      if (square > 0) square--;
      else if (is_open(s, SQUARE)) break;
    } else if (c == '}') {
      if (brace > 0) brace--;
      else if (braces_open > 0) break;
    } else if (square + brace == 0 && !space && emphasis_sign(c) >= 0) {
      if (lexer->lookahead == c) pass_run(lexer, c, UINT32_MAX);
      else if (c == sign_char) return true;
      else if (*bits & (1u << emphasis_sign(c))) {
        *bits |= (uint16_t)(1u << (NO_CLOSER_INSIDE + sign));
        return false;
      }
    }
    space = is_space(c);
  }
  *bits |= (uint16_t)(1u << (NO_CLOSER + sign));
  return false;
}

// Whether the sign may open here as far as its level says. The lexer stands behind the sign.
static bool may_open(TSLexer *lexer, Scanner *s, unsigned sign) {
  uint16_t *bits = level(s);
  if (!bits || at_blank(lexer)) return false;
  unsigned open = *bits & 0xF;
  bool two_open = (open & (open - 1)) != 0;
  return !two_open && !(*bits & (0x111u << sign));
}

// Reads text up to the next sign that means something. `read`: some of it was read already; `space`: it ended in one.
static bool give_text(TSLexer *lexer, Scanner *s, const bool *valid, bool read, bool space) {
  bool dashes = is_open(s, DELETION) || is_open(s, CRITIC_DELETION);
  bool pluses = is_open(s, ADDITION) || is_open(s, CRITIC_ADDITION);
  bool solid = read;  // more than spaces was read
  for (;; read = true) {
    Char c = lexer->lookahead;
    if (is_space(c)) {
      // Spaces before a construct belong to the text; spaces before the end of a block do not.
      if (!space && read) lexer->mark_end(lexer);
      space = true;
      next(lexer);
      continue;
    }
    switch (c) {
      case 0:
        if (!at_end(lexer)) break;
        if (!solid) return end_block(lexer, s, valid);
        if (!space) lexer->mark_end(lexer);
        return give(lexer, TEXT);
      case '[': case ']': case '{': case '}': case '\\':
        return give_here(lexer, TEXT);
      case '|':
        if (s->block != ROW) break;
        if (!space) lexer->mark_end(lexer);
        return give(lexer, TEXT);
      case '-': if (dashes && read) return give_here(lexer, TEXT); break;
      case '+': if (pluses && read) return give_here(lexer, TEXT); break;
      case '<': if (is_open(s, CRITIC_COMMENT) && read) return give_here(lexer, TEXT); break;
      case '_': case '*': case '^': case '~': {
        if (c == '~' && is_open(s, CRITIC_SUBSTITUTION) && read) return give_here(lexer, TEXT);
        unsigned sign = (unsigned)emphasis_sign(c);
        bool open = level(s) && (*level(s) & (1u << sign));
        if (read) lexer->mark_end(lexer);
        next(lexer);
        // Doubled signs are a typed rule or a blank, never emphasis.
        bool single = pass_run(lexer, c, UINT32_MAX) == 0;
        if (read && single && (open ? !space : may_open(lexer, s, sign))) return give(lexer, TEXT);
        space = false;
        solid = true;
        continue;
      }
      case '\n': case '\r': {
        if (solid && !space) lexer->mark_end(lexer);
        enum LineStart found = line_start(lexer, s, s->depth, &space);
        if (found == ENDS_BLOCK) return solid ? give(lexer, TEXT) : end_block(lexer, s, valid);
        if (found == PERHAPS_FOOTNOTE) { s->at_line_start = true; return give_here(lexer, TEXT); }
        solid = true;
        continue;
      }
    }
    next(lexer);
    space = false;
    solid = true;
  }
}

// A closer of `kind` was read: it closes the innermost construct, or what is inside it ends first, or it is stray.
static bool close_bracket(TSLexer *lexer, Scanner *s, const bool *valid, enum Bracket kind) {
  if (valid[CLOSE_SQUARE + kind]) {
    leave(s, kind);
    return give_here(lexer, (enum Token)(CLOSE_SQUARE + kind));
  }
  return give_unclosed(lexer, s, valid);
}

// `-}` and `--}`, or `+}` and `++}`: one sign closes the act, two the CriticMarkup.
static bool give_double(TSLexer *lexer, Scanner *s, const bool *valid, Char sign, enum Bracket act, enum Bracket critic) {
  next(lexer);
  if (lexer->lookahead == '}' && is_open(s, act)) { next(lexer); return close_bracket(lexer, s, valid, act); }
  if (lexer->lookahead == sign && is_open(s, critic)) {
    next(lexer);
    if (lexer->lookahead == '}') { next(lexer); return close_bracket(lexer, s, valid, critic); }
  }
  return give_text(lexer, s, valid, true, false);
}

static bool give_square(TSLexer *lexer, Scanner *s, const bool *valid, bool at_line_start) {
  next(lexer);
  bool note = lexer->lookahead == '^';
  if (!(note && at_line_start)) lexer->mark_end(lexer);
  if (note) {
    next(lexer);
    if (note_name(lexer)) {
      if (at_line_start && lexer->lookahead == ':') return end_block(lexer, s, valid);
      return give_here(lexer, NOTE_REFERENCE);
    }
    if (at_line_start) return give_text(lexer, s, valid, true, false);
  }
  return open_bracket(lexer, s, SQUARE);
}

static bool give_brace(TSLexer *lexer, Scanner *s) {
  next(lexer);
  lexer->mark_end(lexer);
  enum Bracket act, critic;
  switch (lexer->lookahead) {
    case '@':
      return register_name(lexer) ? give_here(lexer, REGISTER_ID) : open_bracket(lexer, s, BRACE);
    case '-': act = DELETION; critic = CRITIC_DELETION; break;
    case '+': act = ADDITION; critic = CRITIC_ADDITION; break;
    case '~': act = BRACE; critic = CRITIC_SUBSTITUTION; break;
    case '>': act = BRACE; critic = CRITIC_COMMENT; break;
    default:
      if (is_ascii_letter(lexer->lookahead) && attributes(lexer)) return give_here(lexer, ATTRIBUTES);
      return open_bracket(lexer, s, BRACE);
  }
  Char sign = lexer->lookahead;
  next(lexer);
  if (act != BRACE) lexer->mark_end(lexer);
  if (lexer->lookahead != sign) return open_bracket(lexer, s, act);
  next(lexer);
  lexer->mark_end(lexer);
  return open_bracket(lexer, s, critic);
}

static bool give_backslash(TSLexer *lexer, Scanner *s, const bool *valid) {
  next(lexer);
  Char c = lexer->lookahead;
  if (c != 0 && c < 0x80 && strchr("[]{}|_*^~@#:\\-+.)%=`", (char)c)) {
    next(lexer);
    return give_here(lexer, ESCAPE);
  }
  if (is_newline(c)) {
    lexer->mark_end(lexer);
    pass_newline(lexer);
    pass_spaces(lexer);
    if (!at_line_end(lexer)) lexer->mark_end(lexer);
    return give(lexer, LINE_BREAK);
  }
  return give_text(lexer, s, valid, true, false);
}

static bool give_emphasis(TSLexer *lexer, Scanner *s, const bool *valid, Char c) {
  unsigned sign = (unsigned)emphasis_sign(c);
  next(lexer);
  if (c == '~' && is_open(s, CRITIC_SUBSTITUTION)) {
    if (lexer->lookahead == '>' && valid[CRITIC_ARROW]) { next(lexer); return give_here(lexer, CRITIC_ARROW); }
    if (lexer->lookahead == '~') {
      next(lexer);
      if (lexer->lookahead == '}') { next(lexer); return close_bracket(lexer, s, valid, CRITIC_SUBSTITUTION); }
    }
    return give_text(lexer, s, valid, true, false);
  }
  if (lexer->lookahead == c) {
    pass_run(lexer, c, UINT32_MAX);
    return give_text(lexer, s, valid, true, false);
  }
  if (level(s) && (*level(s) & (1u << sign))) {
    if (!valid[CLOSE_UNDERLINED + sign]) return give_unclosed(lexer, s, valid);
    close_emphasis(s, sign);
    return give_here(lexer, (enum Token)(CLOSE_UNDERLINED + sign));
  }
  // The end of the opener is marked first, since looking for its closer cannot be undone; where there is none, the
  // sign is a text of its own.
  if (!may_open(lexer, s, sign)) return give_text(lexer, s, valid, true, false);
  lexer->mark_end(lexer);
  if (!has_closer(lexer, s, c)) return give(lexer, TEXT);
  *level(s) |= (uint16_t)(1u << sign);
  return give(lexer, (enum Token)(OPEN_UNDERLINED + sign));
}

// Behind `[` or `{`: the words before a colon. They hold no sign, so where there is no colon they are text.
static bool give_label(TSLexer *lexer, Scanner *s, const bool *valid) {
  if (!is_letter(lexer->lookahead)) return false;
  bool dashes = is_open(s, DELETION) || is_open(s, CRITIC_DELETION);
  unsigned length = 0;
  bool space = false;
  for (;; length++) {
    Char c = lexer->lookahead;
    if (c == ':' && length <= LONGEST_LABEL) {
      lexer->mark_end(lexer);
      next(lexer);
      if (lexer->lookahead != '/' && lexer->lookahead != ':') return give(lexer, LABEL);
      return give_text(lexer, s, valid, true, false);
    }
    if (length > LONGEST_LABEL) break;
    if (!(is_letter(c) || is_digit(c) || c == ' ' || c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == '/' ||
          c == 0xA0 || (c == '-' && !dashes))) break;
    if (is_space(c) && !space) lexer->mark_end(lexer);
    next(lexer);
    space = is_space(c);
  }
  return give_text(lexer, s, valid, true, space);
}

static bool give_inline(TSLexer *lexer, Scanner *s, const bool *valid) {
  bool at_line_start = s->at_line_start;
  s->at_line_start = false;
  if (s->block == ROW || valid[LABEL]) skip_spaces(lexer);
  Char c = lexer->lookahead;
  if (valid[INSERTION_MARK] && (c == '=' || c == '+')) {
    next(lexer);
    if (at_blank(lexer) || lexer->lookahead == ']') return give_text(lexer, s, valid, true, false);
    return give_here(lexer, INSERTION_MARK);
  }
  if (valid[LABEL] && is_letter(c)) return give_label(lexer, s, valid);
  switch (c) {
    case '[': return give_square(lexer, s, valid, at_line_start);
    case '{': return give_brace(lexer, s);
    case ']':
    case '}': {
      enum Bracket kind = c == ']' ? SQUARE : BRACE;
      next(lexer);
      if (is_open(s, kind)) return close_bracket(lexer, s, valid, kind);
      return give_here(lexer, STRAY_CLOSER);
    }
    case '-': return give_double(lexer, s, valid, '-', DELETION, CRITIC_DELETION);
    case '+': return give_double(lexer, s, valid, '+', ADDITION, CRITIC_ADDITION);
    case '<':
      next(lexer);
      if (lexer->lookahead == '<' && is_open(s, CRITIC_COMMENT)) {
        next(lexer);
        if (lexer->lookahead == '}') { next(lexer); return close_bracket(lexer, s, valid, CRITIC_COMMENT); }
      }
      return give_text(lexer, s, valid, true, false);
    case '\\': return give_backslash(lexer, s, valid);
    case '_': case '*': case '^': case '~': return give_emphasis(lexer, s, valid, c);
    case '|':
      if (s->block != ROW) break;
      if (valid[UNCLOSED]) return give_unclosed(lexer, s, valid);
      next(lexer);
      return give_here(lexer, CELL_SEPARATOR);
  }
  return give_text(lexer, s, valid, false, false);
}

// Blocks

static bool start(TSLexer *lexer, Scanner *s, enum Block block, enum Token token) {
  s->block = block;
  return give(lexer, token);
}

static bool give_container(TSLexer *lexer, Scanner *s, const bool *valid) {
  unsigned colons = pass_run(lexer, ':', 255);
  if (colons < 3) { s->block = PARAGRAPH; return give_text(lexer, s, valid, true, false); }
  unsigned closes = s->containers;
  while (closes > 0 && s->colons[closes - 1] != colons) closes--;
  // Where containers further in are still open, the first of them ends here, and this line is read again.
  bool others_inside = closes > 0 && closes < s->containers;
  if (!others_inside) lexer->mark_end(lexer);
  pass_spaces(lexer);
  if (at_line_end(lexer)) {
    if (closes > 0) s->containers--;
    return give(lexer, others_inside ? UNCLOSED : closes > 0 ? CONTAINER_END : STRAY_CONTAINER_END);
  }
  if (s->containers == CONTAINERS || lexer->lookahead == ':') {
    s->block = PARAGRAPH;
    return give_text(lexer, s, valid, true, false);
  }
  s->colons[s->containers++] = (uint8_t)colons;
  return give_here(lexer, FENCE);
}

// `|---|:--|`: nothing but hyphens, colons, bars and spaces, and at least one hyphen.
static bool delimiter_row(TSLexer *lexer) {
  bool dash = false;
  for (; !at_line_end(lexer); next(lexer)) {
    Char c = lexer->lookahead;
    if (c != '-' && c != ':' && c != '|' && !is_space(c)) return false;
    if (!is_space(c)) { dash = dash || c == '-'; }
  }
  return dash;
}

static bool give_row(TSLexer *lexer, Scanner *s) {
  next(lexer);
  lexer->mark_end(lexer);
  s->block = ROW;
  if (lexer->lookahead != '-' && lexer->lookahead != ':' && lexer->lookahead != ' ') return give(lexer, ROW_START);
  return delimiter_row(lexer) ? give_here(lexer, DELIMITER_ROW) : give(lexer, ROW_START);
}

// Behind a row: another one, or the end of the table.
static bool give_next_row(TSLexer *lexer, Scanner *s, const bool *valid) {
  if (!at_end(lexer)) {
    skip_newline(lexer);
    skip_spaces(lexer);
    if (lexer->lookahead == '|') return give_row(lexer, s);
  }
  return end_block(lexer, s, valid);
}

// Header. `syntax::header_length` in the crate says the same of where it ends.

static bool is_key_char(Char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

// Passes `key` and says whether a colon follows.
static bool key_and_colon(TSLexer *lexer) {
  if (!is_letter(lexer->lookahead)) return false;
  while (is_key_char(lexer->lookahead)) next(lexer);
  return lexer->lookahead == ':';
}

static bool three_hyphens(TSLexer *lexer) {
  if (pass_run(lexer, '-', 4) != 3) return false;
  pass_spaces(lexer);
  return at_line_end(lexer);
}

// Three hyphens at the very start open a header if the next line could stand in one; otherwise they are text.
static bool give_first_hyphens(TSLexer *lexer, Scanner *s, const bool *valid) {
  unsigned hyphens = pass_run(lexer, '-', 4);
  lexer->mark_end(lexer);
  if (hyphens == 1 && is_space(lexer->lookahead)) return start(lexer, s, ITEM, ITEM_LABEL);
  s->block = PARAGRAPH;
  if (hyphens != 3) return give_text(lexer, s, valid, true, false);
  pass_spaces(lexer);
  if (!is_newline(lexer->lookahead)) return give_text(lexer, s, valid, true, false);
  pass_newline(lexer);
  if (lexer->lookahead == '#' || (lexer->lookahead == '-' ? three_hyphens(lexer) : key_and_colon(lexer)))
    return start(lexer, s, NONE, HEADER_START);
  return give(lexer, TEXT);
}

// A value ends before ` #`, a comment, unless it is quoted.
static bool give_value(TSLexer *lexer) {
  Char quote = lexer->lookahead == '"' || lexer->lookahead == '\'' ? lexer->lookahead : 0;
  while (quote && lexer->lookahead == quote) {
    // A doubled quote, and one behind a backslash, stand for themselves.
    do {
      if (lexer->lookahead == '\\' && quote == '"') next(lexer);
      if (!at_line_end(lexer)) next(lexer);
    } while (lexer->lookahead != quote && !at_line_end(lexer));
    if (lexer->lookahead == quote) next(lexer);
    lexer->mark_end(lexer);
  }
  bool space = false;
  while (!at_line_end(lexer) && !(space && lexer->lookahead == '#')) {
    space = is_space(lexer->lookahead);
    next(lexer);
    if (!space) lexer->mark_end(lexer);
  }
  return give(lexer, VALUE);
}

static bool give_header(TSLexer *lexer, const bool *valid) {
  skip_spaces(lexer);
  if (!at_line_end(lexer)) {
    if (lexer->lookahead == '#') return give_line(lexer, HEADER_COMMENT);
    return valid[VALUE] ? give_value(lexer) : give_line(lexer, HEADER_LINE);
  }
  unsigned lines = 0;
  bool indented = false;
  while (is_newline(lexer->lookahead)) {
    skip_newline(lexer);
    lines++;
    indented = is_space(lexer->lookahead);
    skip_spaces(lexer);
  }
  bool behind_blank = lines > 1;
  Char c = lexer->lookahead;
  if (at_end(lexer)) return give(lexer, UNCLOSED);
  if (!indented && c == '-') {
    unsigned hyphens = pass_run(lexer, '-', 4);
    bool dash = hyphens == 1 && at_blank(lexer) && valid[DASH] && !behind_blank;
    if (dash) return give_here(lexer, DASH);
    if (hyphens == 3) {
      pass_spaces(lexer);
      if (at_line_end(lexer)) return give_here(lexer, HEADER_END);
    }
  } else if (behind_blank) {
    if (!indented && key_and_colon(lexer)) return give_here(lexer, KEY);
  } else if (c == '#') {
    return give_line(lexer, HEADER_COMMENT);
  } else if (indented && valid[CONTINUATION]) {
    if (c != '-') return give_line(lexer, CONTINUATION);
    next(lexer);
    return at_blank(lexer) ? give_here(lexer, DASH) : give_line(lexer, CONTINUATION);
  } else if (key_and_colon(lexer)) {
    lexer->mark_end(lexer);
    next(lexer);
    if (at_blank(lexer)) return give(lexer, KEY);
  }
  return behind_blank ? give(lexer, UNCLOSED) : give_line(lexer, HEADER_LINE);
}

// Raw TEI

static bool raw_ends_here(TSLexer *lexer) {
  if (pass_run(lexer, '`', 4) != 3) return false;
  pass_spaces(lexer);
  return at_line_end(lexer);
}

// Runs to its closing fence, or, as everything does, to the next blank line.
static bool give_raw(TSLexer *lexer, const bool *valid) {
  if (at_end(lexer)) return give(lexer, UNCLOSED);
  skip_newline(lexer);
  if (raw_ends_here(lexer)) return give_here(lexer, RAW_END);
  if (!valid[RAW_CONTENT]) return give(lexer, UNCLOSED);
  bool blank = true;
  for (;;) {
    while (!at_line_end(lexer)) {
      blank = blank && is_space(lexer->lookahead);
      next(lexer);
    }
    if (blank) return give(lexer, UNCLOSED);
    lexer->mark_end(lexer);
    if (at_end(lexer)) return give(lexer, RAW_CONTENT);
    pass_newline(lexer);
    pass_spaces(lexer);
    if (at_line_end(lexer) || raw_ends_here(lexer)) return give(lexer, RAW_CONTENT);
  }
}

static bool give_block(TSLexer *lexer, Scanner *s, const bool *valid) {
  if (valid[HEADER_START] && lexer->lookahead == '-') return give_first_hyphens(lexer, s, valid);
  while (is_space(lexer->lookahead) || is_newline(lexer->lookahead)) skip(lexer);
  if (at_end(lexer)) {
    if (s->containers == 0 || !valid[UNCLOSED]) return false;
    s->containers--;
    return give(lexer, UNCLOSED);
  }
  bool space = false;
  switch (lexer->lookahead) {
    case ':': return give_container(lexer, s, valid);
    case '|': return give_row(lexer, s);
    case '#': {
      unsigned marks = pass_run(lexer, '#', 7);
      if (marks > 6 || !at_blank(lexer)) break;
      lexer->mark_end(lexer);
      return start(lexer, s, LINE, HEADING_MARKER);
    }
    case '@':
      if (!role(lexer)) break;
      lexer->mark_end(lexer);
      return start(lexer, s, LINE, ROLE);
    case '%':
      if (pass_run(lexer, '%', 2) < 2) break;
      return give_line(lexer, COMMENT);
    case '`':
      if (!raw_fence(lexer, &space)) break;
      return give_here(lexer, RAW_START);
    case '[':
      s->block = PARAGRAPH;
      next(lexer);
      lexer->mark_end(lexer);
      if (lexer->lookahead != '^') return open_bracket(lexer, s, SQUARE);
      next(lexer);
      if (!note_name(lexer)) return open_bracket(lexer, s, SQUARE);
      if (lexer->lookahead != ':') return give_here(lexer, NOTE_REFERENCE);
      next(lexer);
      lexer->mark_end(lexer);
      return start(lexer, s, FOOTNOTE, FOOTNOTE_LABEL);
    default:
      if (!may_begin_label(lexer->lookahead)) {
        s->block = PARAGRAPH;
        return give_inline(lexer, s, valid);
      }
      if (!item_label(lexer)) break;
      lexer->mark_end(lexer);
      return start(lexer, s, ITEM, ITEM_LABEL);
  }
  s->block = PARAGRAPH;
  return give_text(lexer, s, valid, true, space);
}

// What tree-sitter calls

void *tree_sitter_sigla_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_sigla_external_scanner_destroy(void *payload) { ts_free(payload); }

bool tree_sitter_sigla_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *s = payload;
  if (valid[ERROR_SENTINEL]) return false;
  lexer->mark_end(lexer);
  if (valid[KEY]) return give_header(lexer, valid);
  if (valid[RAW_END]) return give_raw(lexer, valid);
  if (valid[CONTAINER_KIND]) {
    skip_spaces(lexer);
    while (!at_blank(lexer) && lexer->lookahead != '{') next(lexer);
    return give_here(lexer, CONTAINER_KIND);
  }
  if (valid[CONTAINER_TITLE]) {
    skip_spaces(lexer);
    if (lexer->lookahead == '{') {
      next(lexer);
      return attributes(lexer) ? give_here(lexer, CONTAINER_ATTRIBUTES) : give_line(lexer, CONTAINER_TITLE);
    }
    if (!at_line_end(lexer)) return give_line(lexer, CONTAINER_TITLE);
  }
  if (valid[HEADING_MARKER]) return give_block(lexer, s, valid);
  if (valid[ROW_START]) return give_next_row(lexer, s, valid);
  return valid[TEXT] && give_inline(lexer, s, valid);
}

// The state as bytes: block and containers, the open brackets as variable-length numbers, the emphasis levels in use.
// Nothing but a paragraph open takes three bytes, which tree-sitter keeps without allocating.
unsigned tree_sitter_sigla_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *s = payload;
  unsigned size = 0;
  buffer[size++] = (char)(s->block | (s->at_line_start ? 0x80 : 0));
  buffer[size++] = (char)s->containers;
  memcpy(buffer + size, s->colons, s->containers);
  size += s->containers;
  uint8_t kinds = 0;
  for (unsigned kind = 0; kind < BRACKETS; kind++) kinds |= (uint8_t)((s->open[kind] > 0) << kind);
  buffer[size++] = (char)kinds;
  for (unsigned kind = 0; kind < BRACKETS; kind++)
    for (uint32_t count = s->open[kind]; count > 0; count >>= 7) buffer[size++] = (char)((count & 0x7F) | (count > 0x7F ? 0x80 : 0));
  unsigned levels = s->depth < LEVELS ? s->depth + 1 : LEVELS;
  while (levels > 0 && s->level[levels - 1] == 0) levels--;
  for (unsigned i = 0; i < levels; i++) {
    buffer[size++] = (char)(s->level[i] & 0xFF);
    buffer[size++] = (char)(s->level[i] >> 8);
  }
  return size;
}

void tree_sitter_sigla_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *s = payload;
  memset(s, 0, sizeof *s);
  if (length == 0) return;
  unsigned at = 0;
  s->block = (uint8_t)buffer[at] & 0x7F;
  s->at_line_start = ((uint8_t)buffer[at++] & 0x80) != 0;
  s->containers = (uint8_t)buffer[at++];
  memcpy(s->colons, buffer + at, s->containers);
  at += s->containers;
  uint8_t kinds = (uint8_t)buffer[at++];
  for (unsigned kind = 0; kind < BRACKETS; kind++) {
    if (!(kinds & (1u << kind))) continue;
    for (unsigned shift = 0;; shift += 7) {
      uint8_t byte = (uint8_t)buffer[at++];
      s->open[kind] |= (uint32_t)(byte & 0x7F) << shift;
      if (!(byte & 0x80)) break;
    }
    s->depth += s->open[kind];
  }
  for (unsigned i = 0; at + 1 < length && i < LEVELS; i++, at += 2)
    s->level[i] = (uint16_t)((uint8_t)buffer[at] | ((uint8_t)buffer[at + 1] << 8));
}
