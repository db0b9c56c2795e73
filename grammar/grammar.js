/**
 * Sigla: the plain text that transcribers of archival documents type.
 *
 * `docs/format.md` is the language; this file is its shape. The scanner (`src/scanner.c`) makes every token, because
 * what a sign means depends on where it stands. It never leaves a construct open: where a paragraph ends before a
 * closer it gives a zero-width `unclosed`, and a closer without an opener is a token of its own. So no text has an error.
 */
/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

/** A construct between two signs; `unclosed` where the paragraph ends first. */
const enclosed = ($, open, content, close) =>
  seq(open, content, choice(close, $.unclosed));

export default grammar({
  name: 'sigla',

  extras: _ => [/[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/],

  supertypes: $ => [$.block, $.inline],

  // The order is that of `enum Token` in src/scanner.c.
  externals: $ => [
    // Header
    $._header_start, $.key, $.value, $.continuation, $._dash, $.header_comment, $.header_line, $._header_end,
    // Blocks
    $.heading_marker, $.item_label, $.role, $.footnote_label, $.comment,
    $._fence, $.container_kind, $._container_attributes, $.container_title, $.container_end, $._stray_container_end,
    $._row_start, $.delimiter_row, $._cell_separator, $._row_end,
    $._raw_start, $.raw_content, $._raw_end,
    $._block_end,
    // Inline
    $.text, $.escape, $.line_break, $.note_reference, $.register_id, $.attributes,
    $.label, $.insertion_mark,
    $._open_square, $._open_brace, $._open_deletion, $._open_addition,
    $._open_critic_addition, $._open_critic_deletion, $._open_critic_substitution, $._open_critic_comment,
    $._close_square, $._close_brace, $._close_deletion, $._close_addition,
    $._close_critic_addition, $._close_critic_deletion, $._close_critic_substitution, $._close_critic_comment,
    $._critic_arrow,
    $._open_underlined, $._open_bold, $._open_superior, $._open_inferior,
    $._close_underlined, $._close_bold, $._close_superior, $._close_inferior,
    $.stray_closer, $.unclosed,
    // Never given: valid only while tree-sitter recovers from an error, which must not happen.
    $._error_sentinel,
  ],

  rules: {
    document: $ => seq(optional($.header), repeat($.block)),

    // Header - a strict subset of YAML between two lines of three hyphens.

    header: $ => seq(
      alias($._header_start, '---'),
      repeat(choice($.field, $.header_comment, $.header_line)),
      choice(alias($._header_end, '---'), $.unclosed),
    ),

    field: $ => prec.right(seq(
      field('name', $.key), ':',
      optional(field('value', $.value)),
      repeat(choice($.list_item, $.continuation)),
    )),

    list_item: $ => prec.right(seq(alias($._dash, '-'), optional(field('value', $.value)))),

    // Blocks - each ends at a blank line at the latest, but for containers.

    block: $ => choice(
      $.paragraph, $.heading, $.item, $.role_line, $.container, $.table, $.footnote, $.comment, $.raw_tei,
      alias($._stray_container_end, $.container_end),
    ),

    paragraph: $ => seq(repeat1($.inline), $._block_end),

    heading: $ => seq(field('marker', $.heading_marker), repeat($.inline), $._block_end),

    item: $ => seq(field('label', $.item_label), repeat($.inline), $._block_end),

    role_line: $ => seq(field('role', $.role), repeat($.inline), $._block_end),

    footnote: $ => seq(field('label', $.footnote_label), repeat($.inline), $._block_end),

    container: $ => seq($.container_start, repeat($.block), choice($.container_end, $.unclosed)),

    container_start: $ => prec.right(seq(
      alias($._fence, ':::'),
      field('kind', $.container_kind),
      optional(choice(alias($._container_attributes, $.attributes), $.container_title)),
    )),

    table: $ => seq(repeat1(choice($.row, $.delimiter_row)), $._block_end),

    row: $ => seq(
      alias($._row_start, '|'),
      optional($.cell),
      repeat(seq(alias($._cell_separator, '|'), optional($.cell))),
      $._row_end,
    ),

    cell: $ => repeat1($.inline),

    raw_tei: $ => seq(
      alias($._raw_start, '```tei'),
      optional($.raw_content),
      choice(alias($._raw_end, '```'), $.unclosed),
    ),

    // Inline - none of it crosses a blank line.

    inline: $ => choice(
      $.text, $.escape, $.line_break, $.stray_closer,
      $.insertion, $.deletion, $.addition, $.substitution, $.act, $.span,
      $.note_reference, $.register_id, $.attributes,
      $.underlined, $.bold, $.superior, $.inferior,
      $.critic_addition, $.critic_deletion, $.critic_substitution, $.critic_comment,
    ),

    // The editor's voice.
    insertion: $ => enclosed($,
      alias($._open_square, '['),
      seq(
        optional(choice(field('mark', $.insertion_mark), seq(field('label', $.label), ':'))),
        repeat($.inline),
      ),
      alias($._close_square, ']')),

    // What happened on the page.
    deletion: $ => enclosed($, alias($._open_deletion, '{-'), repeat($.inline), alias($._close_deletion, '-}')),
    addition: $ => enclosed($, alias($._open_addition, '{+'), repeat($.inline), alias($._close_addition, '+}')),
    substitution: $ => prec.right(1, seq(field('old', $.deletion), field('new', $.addition))),
    act: $ => enclosed($,
      alias($._open_brace, '{'),
      seq(field('label', $.label), ':', repeat($.inline)),
      alias($._close_brace, '}')),

    // The words that the bracket behind it speaks of.
    span: $ => enclosed($, alias($._open_brace, '{'), repeat($.inline), alias($._close_brace, '}')),

    underlined: $ => enclosed($, alias($._open_underlined, '_'), repeat($.inline), alias($._close_underlined, '_')),
    bold: $ => enclosed($, alias($._open_bold, '*'), repeat($.inline), alias($._close_bold, '*')),
    superior: $ => enclosed($, alias($._open_superior, '^'), repeat($.inline), alias($._close_superior, '^')),
    inferior: $ => enclosed($, alias($._open_inferior, '~'), repeat($.inline), alias($._close_inferior, '~')),

    // CriticMarkup - review of the transcription, not part of the document.

    critic_addition: $ => enclosed($,
      alias($._open_critic_addition, '{++'), repeat($.inline), alias($._close_critic_addition, '++}')),
    critic_deletion: $ => enclosed($,
      alias($._open_critic_deletion, '{--'), repeat($.inline), alias($._close_critic_deletion, '--}')),
    critic_substitution: $ => enclosed($,
      alias($._open_critic_substitution, '{~~'),
      seq(repeat($.inline), optional(seq(alias($._critic_arrow, '~>'), repeat($.inline)))),
      alias($._close_critic_substitution, '~~}')),
    critic_comment: $ => enclosed($,
      alias($._open_critic_comment, '{>>'), repeat($.inline), alias($._close_critic_comment, '<<}')),
  },
});
