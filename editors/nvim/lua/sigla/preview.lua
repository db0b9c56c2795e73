--- The document as it reads, beside its text: `:Sigla preview`. Brackets have the colour of their class; `s` shows the words
--- of the source alone.

local group_of = require('sigla.classes')
local view = require('sigla.view')

local INDENT = '   '

--- Whether a space between two pieces is one too many, after what stood between them was left out.
local function is_seam(before, after)
  return before:find('%s$') and (after:find('^%s') or after:find('^[.,;:!?)]'))
end

--- Pieces of text with what they look like, from runs within runs.
local function flatten(runs, alone, groups, told, into)
  for _, run in ipairs(runs or {}) do
    local own = vim.list_extend({}, groups)
    local class, mark = run.class, run.mark
    if class then
      table.insert(own, group_of(class))
    end
    if mark then
      table.insert(own, group_of(mark))
    end
    if run.voice == 'editor' and not class and not mark and #own == 0 then
      table.insert(own, 'SiglaEditor')
    end
    local said = run.title and (told ~= '' and run.title .. '\n' .. told or run.title) or told
    if run.runs then
      flatten(run.runs, alone, own, said, into)
    elseif run.text and (not alone or run.voice == 'source') then
      table.insert(into, { text = run.text, groups = own, told = said })
    elseif run.text then
      into.seam = #into
    end
    if into.seam and into.seam < #into and into.seam > 0 then
      local before, after = into[into.seam], into[into.seam + 1]
      if is_seam(before.text, after.text) then
        before.text = before.text:gsub('%s+$', '')
      end
      into.seam = nil
    end
  end
  return into
end

local function pieces(runs, alone)
  return flatten(runs, alone, {}, '', {})
end

local function put(sheet, runs, alone, groups)
  for _, piece in ipairs(pieces(runs, alone)) do
    sheet:put(piece.text, vim.list_extend(vim.list_extend({}, groups or {}), piece.groups), piece.told)
  end
end

local function width(runs, alone)
  local text = ''
  for _, piece in ipairs(pieces(runs, alone)) do
    text = text .. piece.text
  end
  return vim.fn.strdisplaywidth(text)
end

local function has_words(runs, alone)
  return width(runs, alone) > 0
end

local function table_of(sheet, block, alone)
  local widths = {}
  for _, row in ipairs(block.rows) do
    for column, cell in ipairs(row) do
      widths[column] = math.max(widths[column] or 0, width(cell, alone))
    end
  end
  for number, row in ipairs(block.rows) do
    sheet:put(INDENT:rep(block.depth))
    for column, cell in ipairs(row) do
      sheet:put(column > 1 and ' │ ' or '', 'SiglaMarker')
      put(sheet, cell, alone)
      if column < #row then
        sheet:put((' '):rep(widths[column] - width(cell, alone)))
      end
    end
    sheet:go_on(math.min(block.line + number - 1, block.endLine))
  end
end

--- Verse keeps its lines.
local function verse_of(sheet, block, alone)
  local line = block.line
  sheet:put(INDENT:rep(block.depth + 1))
  for _, piece in ipairs(pieces(block.runs, alone)) do
    for number, text in ipairs(vim.split(piece.text, '\n', { plain = true })) do
      if number > 1 then
        sheet:go_on(line)
        line = line + 1
        sheet:put(INDENT:rep(block.depth + 1))
      end
      sheet:put(text, piece.groups, piece.told)
    end
  end
  sheet:go_on(line)
end

--- How each kind of block is drawn; what it returns is whether it drew anything.
local kinds = {}

function kinds.heading(sheet, block, alone)
  sheet:put(INDENT:rep(block.depth))
  put(sheet, block.runs, alone, { 'SiglaHeading' })
  sheet:go_on(block.line)
end

function kinds.paragraph(sheet, block, alone)
  sheet:put(INDENT:rep(block.depth))
  put(sheet, block.runs, alone)
  sheet:go_on(block.line)
end

function kinds.line(sheet, block, alone)
  sheet:put(INDENT:rep(block.depth))
  put(sheet, block.runs, alone)
  if not alone then
    sheet:beside('  ' .. (block.role or ''), 'SiglaRole')
  end
  sheet:go_on(block.line)
end

function kinds.item(sheet, block, alone)
  sheet:put(INDENT:rep(block.depth))
  sheet:put((block.marker or '–') .. ' ', 'SiglaMarker')
  put(sheet, block.runs, alone)
  sheet:go_on(block.line)
end

kinds.footnote = kinds.item
kinds.verse = verse_of
kinds.table = table_of

function kinds.page(sheet, block)
  sheet:put(('──── %s ────'):format(block.page or '·'), 'SiglaPageBreak')
  sheet:go_on(block.line)
end

kinds['container-start'] = function(sheet, block, alone)
  sheet:put(INDENT:rep(block.depth) .. '▎', 'SiglaRole')
  put(sheet, block.runs, alone, { 'SiglaHeading' })
  sheet:beside('  ' .. (block.marker or ''), 'SiglaRole')
  sheet:go_on(block.line)
end

kinds['container-end'] = function() end

function kinds.raw(sheet, block, alone)
  sheet:put(INDENT:rep(block.depth))
  put(sheet, block.runs, alone, { 'SiglaComment' })
  sheet:go_on(block.line)
end

function kinds.comment(sheet, block)
  put(sheet, block.runs, false, { 'SiglaComment' })
  sheet:go_on(block.line)
end

--- Whether the words of the source alone leave something of a block.
local function is_of_source(block)
  if block.rows then
    for _, row in ipairs(block.rows) do
      for _, cell in ipairs(row) do
        if has_words(cell, true) then
          return true
        end
      end
    end
    return false
  end
  return has_words(block.runs, true)
end

local function header(sheet, result)
  if result.title then
    sheet:put(result.title, 'SiglaTitle')
    sheet:go_on(0)
    sheet:go_on()
  end
  local widest = 0
  for _, field in ipairs(result.header) do
    widest = math.max(widest, vim.fn.strdisplaywidth(field.name))
  end
  for _, field in ipairs(result.header) do
    if field.key ~= 'title' then
      sheet:put(field.name .. (' '):rep(widest - vim.fn.strdisplaywidth(field.name)) .. '  ', 'SiglaKey')
      sheet:put(table.concat(field.values, '; '))
      sheet:go_on(field.line)
    end
  end
  if #result.header > 0 then
    sheet:go_on()
  end
end

local function key(sheet, result)
  if #result.key == 0 then
    return
  end
  sheet:go_on()
  sheet:put('Key', 'SiglaHeading')
  sheet:go_on()
  for _, entry in ipairs(result.key) do
    sheet:put('[' .. entry.name .. ']', group_of(entry.class))
    sheet:put('  ' .. entry.explanation, 'SiglaEditor')
    sheet:go_on()
  end
end

local kind = {
  name = 'preview',
  method = 'sigla/preview',
  width = 0.5,
  is_cut = true,
  keys = {
    {
      's',
      'source alone',
      function(it)
        it.alone = not it.alone
        view.refresh(it)
      end,
    },
  },
}

function kind.draw(sheet, result, it)
  local alone = it.alone
  local cut = result.cut or {}
  local first, final = result.blocks[1], result.blocks[#result.blocks]
  it.shown = (cut.before or cut.after) and { cut.before and first.line or 0, cut.after and final.endLine or math.huge } or nil
  if cut.before then
    sheet:put('… what stands before is shown when you go there', 'SiglaEditor')
    sheet:go_on(first.line)
  elseif not alone then
    header(sheet, result)
  end
  local last
  for _, block in ipairs(result.blocks) do
    if not alone or is_of_source(block) then
      -- A blank line stands where one stands in the text.
      if last and (block.line > last + 1 or (alone and block.kind ~= 'item' and block.kind ~= 'line')) then
        sheet:go_on()
      end
      (kinds[block.kind] or kinds.paragraph)(sheet, block, alone)
      last = block.endLine
    end
  end
  if cut.after then
    sheet:put('… what follows is shown when you go there', 'SiglaEditor')
    sheet:go_on(final.endLine)
  end
  if not alone then
    key(sheet, result)
  end
end

local M = {}

--- Opens the preview, or closes it. With `source`, only the words of the source are shown, or again all.
function M.toggle(source)
  if source then
    local open = view.of(kind, vim.api.nvim_get_current_buf())
    if open then
      open.alone = not open.alone
      view.refresh(open)
      return
    end
  end
  view.toggle(kind, { alone = source })
end

return M
