--- A view of a document: read-only lines in a window beside it, each of which knows where in the document it stands, so that
--- both windows move in step.

local server = require('sigla.server')

local M = {}

--- So long after the last key, in milliseconds, a view is drawn anew; longer where drawing takes long.
local PAUSE = 150
local LONGEST_PAUSE = 2000
local KEYS = '⏎ go there · K explain · q close'

local uv = vim.uv or vim.loop
local namespace = vim.api.nvim_create_namespace('sigla.view')

--- The open views by their buffer.
local views = {}

-- Drawn ---------------------------------------------------------------------------------------------------------------

--- Lines put together from pieces of text.
local Sheet = {}
Sheet.__index = Sheet

function M.sheet()
  return setmetatable({ lines = { '' }, marks = {}, places = {}, hints = {} }, Sheet)
end

--- Adds text to the last line. `groups` colour it; `told` is what `K` says of it.
function Sheet:put(text, groups, told)
  if text == '' then
    return
  end
  local row = #self.lines
  local from = #self.lines[row]
  -- A line of a buffer holds none of these.
  self.lines[row] = self.lines[row] .. text:gsub('\n', ' '):gsub('%z', ' ')
  for _, group in ipairs(type(groups) == 'string' and { groups } or groups or {}) do
    table.insert(self.marks, { row = row - 1, from = from, to = #self.lines[row], group = group })
  end
  if told and told ~= '' then
    table.insert(self.hints, { row = row, from = from, to = #self.lines[row], text = told })
  end
end

--- Ends the last line; `place` is the line of the document, from 0, that it stands for.
function Sheet:go_on(place)
  self.places[#self.lines] = place
  table.insert(self.lines, '')
end

--- A word in the margin behind the last line.
function Sheet:beside(text, group)
  table.insert(self.marks, { row = #self.lines - 1, from = 0, beside = { { text, group } } })
end

local function draw(view, sheet)
  if sheet.lines[#sheet.lines] == '' and #sheet.lines > 1 then
    table.remove(sheet.lines)
  end
  local seen = vim.api.nvim_win_is_valid(view.window) and vim.api.nvim_win_call(view.window, vim.fn.winsaveview)
  vim.bo[view.buffer].modifiable = true
  vim.api.nvim_buf_set_lines(view.buffer, 0, -1, false, sheet.lines)
  vim.bo[view.buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(view.buffer, namespace, 0, -1)
  for _, mark in ipairs(sheet.marks) do
    local options = mark.beside and { virt_text = mark.beside, hl_mode = 'combine' }
      or { end_col = mark.to, hl_group = mark.group, hl_mode = 'combine' }
    vim.api.nvim_buf_set_extmark(view.buffer, namespace, mark.row, mark.from, options)
  end
  view.hints = sheet.hints
  -- What a line stands for; one that has no place of its own goes with the one before it.
  view.places = {}
  local last = 0
  for row = 1, #sheet.lines do
    last = sheet.places[row] or last
    view.places[row] = last
  end
  if seen then
    vim.api.nvim_win_call(view.window, function()
      vim.fn.winrestview(seen)
    end)
  end
end

local function refresh(view)
  local since = uv.now()
  local function show(sheet)
    if vim.api.nvim_buf_is_valid(view.buffer) then
      draw(view, sheet)
      view.pause = math.max(PAUSE, math.min(LONGEST_PAUSE, 4 * (uv.now() - since)))
    end
  end
  local params = { textDocument = server.document(view.source) }
  if view.kind.is_cut then
    params.around = M.line(view)
  end
  server.request(view.source, view.kind.method, params, function(result, client)
    local sheet = M.sheet()
    if result then
      view.kind.draw(sheet, result, view, client)
    else
      sheet:put('The server does not have this text.', 'SiglaEditor')
    end
    show(sheet)
    M.follow(view)
  end, function(message)
    -- What was drawn before says more than that it is out of date.
    if view.places then
      server.say(message, vim.log.levels.ERROR)
    else
      local sheet = M.sheet()
      sheet:put(message, 'WarningMsg')
      show(sheet)
    end
  end)
end

--- Draws it anew when the keys pause.
local function refresh_soon(view)
  view.changes = (view.changes or 0) + 1
  local change = view.changes
  vim.defer_fn(function()
    if view.changes == change and views[view.buffer] then
      refresh(view)
    end
  end, view.pause or PAUSE)
end

-- In step -------------------------------------------------------------------------------------------------------------

--- The row of a view, from 1, that shows a line of the document, from 0: the last that begins at it or before.
local function row_of(view, line)
  local low, high = 1, #view.places
  while low < high do
    local middle = math.floor((low + high + 1) / 2)
    if view.places[middle] <= line then
      low = middle
    else
      high = middle - 1
    end
  end
  -- The first of the rows of that line.
  while low > 1 and view.places[low - 1] == view.places[low] do
    low = low - 1
  end
  return low
end

--- Moves a window so that `top` is its first line, and its cursor to `line`.
local function move(window, top, line)
  local last = vim.api.nvim_buf_line_count(vim.api.nvim_win_get_buf(window))
  vim.api.nvim_win_call(window, function()
    local now = vim.fn.winsaveview()
    local wanted = { topline = math.min(top, last), lnum = math.min(line, last) }
    if now.topline ~= wanted.topline or now.lnum ~= wanted.lnum then
      wanted.col = now.lnum == wanted.lnum and now.col or 0
      vim.fn.winrestview(wanted)
      -- Where one line here stands for many there, the first line of both cannot be the same.
      if line < vim.fn.line('w0') or line > vim.fn.line('w$') then
        vim.cmd('normal! zz')
      end
    end
  end)
end

--- The window that shows the document of a view.
local function window_of(view)
  local here = vim.api.nvim_get_current_win()
  if vim.api.nvim_win_get_buf(here) == view.source then
    return here
  end
  local window = vim.fn.bufwinid(view.source)
  return window ~= -1 and window or nil
end

--- The first line of a window, and that of its cursor.
local function seen(window)
  return vim.fn.line('w0', window), vim.api.nvim_win_get_cursor(window)[1]
end

--- The line of the document, from 0, where its cursor is.
function M.line(view)
  local window = window_of(view)
  return window and vim.api.nvim_win_get_cursor(window)[1] - 1 or 0
end

--- The view goes where the document is. `view.shown` are the first and the last line that it shows, if that is not all.
function M.follow(view)
  local window = window_of(view)
  if window and view.places and vim.api.nvim_win_is_valid(view.window) then
    local top, line = seen(window)
    if view.shown and (line - 1 < view.shown[1] or line - 1 > view.shown[2]) then
      refresh_soon(view)
      return
    end
    move(view.window, row_of(view, top - 1), row_of(view, line - 1))
  end
end

--- The document goes where the view is.
local function lead(view)
  local window = window_of(view)
  if window and view.places then
    local top, row = seen(view.window)
    move(window, (view.places[top] or 0) + 1, (view.places[row] or 0) + 1)
    if view.shown and (row == 1 and view.shown[1] > 0 or row == #view.places and view.shown[2] < math.huge) then
      refresh_soon(view)
    end
  end
end

-- Opened --------------------------------------------------------------------------------------------------------------

local function go_there(view)
  local row = vim.api.nvim_win_get_cursor(view.window)[1]
  local window = window_of(view)
  if window and view.places then
    vim.api.nvim_set_current_win(window)
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(window, { view.places[row] + 1, 0 })
  end
end

local function explain(view)
  local row, column = unpack(vim.api.nvim_win_get_cursor(view.window))
  local told = {}
  for _, hint in ipairs(view.hints or {}) do
    if hint.row == row and hint.from <= column and column < hint.to then
      table.insert(told, 1, hint.text)
    end
  end
  if #told > 0 then
    vim.lsp.util.open_floating_preview(vim.split(table.concat(told, '\n'), '\n'), 'plaintext', { border = 'rounded', focus_id = 'sigla' })
  else
    server.say('nothing is known of this word')
  end
end

--- The view of a kind that a document has.
function M.of(kind, source)
  for _, view in pairs(views) do
    if view.kind == kind and view.source == source then
      return view
    end
  end
end

--- Opens a view of the current document, or closes it. A kind has a `name`, the `method` that the server is asked, `width`
--- as a part of the screen, `wrap`, `is_cut` where the server shows only what is around the cursor,
--- `draw(sheet, result, view)`, and `keys`: a list of `{ key, said, function(view) }`. What is
--- `given` stands in the view from the start.
function M.toggle(kind, given)
  local here = views[vim.api.nvim_get_current_buf()]
  local source = here and here.source or vim.api.nvim_get_current_buf()
  local view = M.of(kind, source)
  if view then
    vim.api.nvim_buf_delete(view.buffer, { force = true })
    return
  end
  local from = vim.api.nvim_get_current_win()
  vim.cmd(('silent botright vertical %dnew'):format(math.floor(vim.o.columns * kind.width)))
  view = vim.tbl_extend('error', given or {}, { kind = kind, source = source, buffer = vim.api.nvim_get_current_buf(), window = vim.api.nvim_get_current_win() })
  views[view.buffer] = view
  pcall(vim.api.nvim_buf_set_name, view.buffer, ('sigla://%s/%s'):format(kind.name, vim.fn.fnamemodify(vim.api.nvim_buf_get_name(source), ':t')))
  local options = { buftype = 'nofile', bufhidden = 'wipe', swapfile = false, modifiable = false, undolevels = -1, filetype = 'sigla-' .. kind.name }
  for name, value in pairs(options) do
    vim.bo[view.buffer][name] = value
  end
  local shown = { wrap = kind.wrap ~= false, linebreak = true, breakindent = true, number = false, relativenumber = false, signcolumn = 'no', list = false, spell = false, cursorline = true, winfixwidth = true }
  for name, value in pairs(shown) do
    vim.wo[view.window][name] = value
  end
  local keys = KEYS
  local function key(lhs, act, said)
    vim.keymap.set('n', lhs, function()
      act(view)
    end, { buffer = view.buffer, nowait = true, desc = 'Sigla: ' .. said })
  end
  for _, own in ipairs(kind.keys or {}) do
    key(own[1], own[3], own[2])
    keys = ('%s %s · %s'):format(own[1], own[2], keys)
  end
  key('<CR>', go_there, 'go there')
  key('K', explain, 'explain')
  key('q', function()
    vim.api.nvim_buf_delete(view.buffer, { force = true })
  end, 'close')
  vim.wo[view.window].statusline = (' %s %%=%s '):format(kind.name:gsub('^%l', string.upper), keys)
  vim.api.nvim_set_current_win(from)

  local group = vim.api.nvim_create_augroup('sigla.view.' .. view.buffer, { clear = true })
  local function on(events, buffer, act)
    vim.api.nvim_create_autocmd(events, { group = group, buffer = buffer, callback = act })
  end
  on({ 'TextChanged', 'TextChangedI' }, source, function()
    refresh_soon(view)
  end)
  if vim.fn.exists('##LspAttach') == 1 then
    on('LspAttach', source, function()
      refresh_soon(view)
    end)
  end
  -- Each window is followed only while somebody works in it, so that they do not push each other.
  on({ 'CursorMoved', 'CursorMovedI', 'WinScrolled' }, source, function()
    if vim.api.nvim_get_current_buf() == source then
      M.follow(view)
    end
  end)
  on({ 'CursorMoved', 'WinScrolled' }, view.buffer, function()
    if vim.api.nvim_get_current_buf() == view.buffer then
      lead(view)
    end
  end)
  on('BufWipeout', view.buffer, function()
    views[view.buffer] = nil
    pcall(vim.api.nvim_del_augroup_by_id, group)
  end)
  on('BufWipeout', source, function()
    vim.schedule(function()
      pcall(vim.api.nvim_buf_delete, view.buffer, { force = true })
    end)
  end)
  refresh(view)
end

--- Draws a view anew, as after one of its keys.
M.refresh = refresh

--- Shows sentences in a window below, which `q` closes.
function M.tell(name, lines)
  local from = vim.api.nvim_get_current_win()
  vim.cmd(('silent botright %dnew'):format(math.max(1, math.min(#lines, math.floor(vim.o.lines / 3)))))
  local buffer = vim.api.nvim_get_current_buf()
  pcall(vim.api.nvim_buf_set_name, buffer, 'sigla://' .. name)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  local options = { buftype = 'nofile', bufhidden = 'wipe', swapfile = false, modifiable = false, filetype = 'sigla-' .. name }
  for option, value in pairs(options) do
    vim.bo[buffer][option] = value
  end
  vim.wo.number, vim.wo.relativenumber, vim.wo.signcolumn, vim.wo.wrap, vim.wo.linebreak = false, false, 'no', true, true
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, nowait = true, desc = 'Sigla: close' })
  vim.api.nvim_set_current_win(from)
end

return M
