-- The views beside a document, on the example as it was made up: preview, outline, classes; places; and a document made of
-- a typescript.

local it = require('check')
local check, await = it.check, it.await

--- The groups that colour a piece of a view's line.
local function groups_of(bufnr, row, column)
  local marks = vim.api.nvim_buf_get_extmarks(bufnr, vim.api.nvim_create_namespace('sigla.view'), { row - 1, 0 }, { row - 1, -1 }, { details = true })
  local groups = {}
  for _, mark in ipairs(marks) do
    local from, details = mark[3], mark[4]
    if details.hl_group and from <= column and column < details.end_col then
      table.insert(groups, details.hl_group)
    end
  end
  return groups
end

local function preview()
  vim.cmd('Sigla preview')
  local title, first, window, bufnr = it.line_of('preview', '^Report from L%. Beria')
  check('the preview begins with the title', title ~= nil and first == 1, it.view('preview'))
  check('it can only be read', not vim.bo[bufnr].modifiable)
  local line, row = it.line_of('preview', 'Ili %[Yili%] District of Xinjiang')
  check('brackets are shown', line ~= nil, it.view('preview'))
  local at = line:find('Yili', 1, true)
  check('in the colour of their class', vim.tbl_contains(groups_of(bufnr, row, at - 1), 'SiglaOtherName'), groups_of(bufnr, row, at - 1))
  check('and the rest has none', #groups_of(bufnr, row, line:find('District', 1, true) - 1) == 0, groups_of(bufnr, row, at + 10))
  check('a page is shown', it.line_of('preview', '── l%. 334 ──') ~= nil, it.view('preview'))
  check('a point of a measure has its label', it.line_of('preview', '^%s*b%) allocate captured rifles') ~= nil, it.view('preview'))
  check('the table stands in columns', it.line_of('preview', 'field guns') ~= nil, it.view('preview'))
  check('the classes are explained', it.line_of('preview', '^Key$') ~= nil, it.view('preview'))

  -- In step, both ways.
  local text = vim.api.nvim_get_current_win()
  it.put_cursor('3. Hold the NKO')
  vim.cmd('normal! zt')
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = 0 })
  local _, shown = it.line_of('preview', '^3%. Hold the NKO')
  check('the preview follows the text', await(function()
    return vim.api.nvim_win_get_cursor(window)[1] == shown
  end), { vim.api.nvim_win_get_cursor(window), shown })
  vim.api.nvim_set_current_win(window)
  local _, far = it.line_of('preview', '^7%. Suggest that')
  vim.api.nvim_win_set_cursor(window, { far, 0 })
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = 0 })
  local place = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(text), vim.api.nvim_win_get_cursor(text)[1] - 1, vim.api.nvim_win_get_cursor(text)[1], false)[1]
  check('and the text the preview', place:find('^7%. Suggest that') ~= nil, place)

  -- What a word is.
  vim.api.nvim_win_set_cursor(window, { row, at })
  vim.cmd('normal K')
  local told = await(it.float)
  check('K tells what a bracket is', told ~= nil and told:find('name') ~= nil, told)

  -- The source's words alone.
  vim.api.nvim_set_current_win(window)
  vim.cmd('normal s')
  check('the source is shown alone', it.line_of('preview', 'The Ili District of Xinjiang with the district capital of the city of Ghulja has been') ~= nil, it.view('preview'))
  check('without brackets', await(function()
    return not table.concat(it.view('preview'), '\n'):find('Yili', 1, true)
  end), it.view('preview'))
  vim.cmd('normal s')
  check('and again with them', it.line_of('preview', 'Ili %[Yili%] District') ~= nil, it.view('preview'))

  -- What is typed shows.
  vim.api.nvim_set_current_win(text)
  it.put_cursor('7. Suggest that')
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { '', 'A line that was typed.' })
  vim.api.nvim_exec_autocmds('TextChanged', { buffer = 0 })
  check('what is typed shows', it.line_of('preview', '^A line that was typed%.') ~= nil, it.view('preview'))
  vim.cmd('silent undo')

  vim.cmd('Sigla preview')
  check('the same command closes it', it.view('preview') == nil)
end

local function outline()
  vim.cmd('Sigla outline')
  local line, row, window = it.line_of('outline', '^%s+b%) allocate')
  check('the outline has measure 3 b)', line ~= nil, it.view('outline'))
  vim.api.nvim_set_current_win(window)
  vim.api.nvim_win_set_cursor(window, { row, 0 })
  vim.cmd('normal \r')
  check('Enter goes there', vim.api.nvim_get_current_line():find('^b%) allocate captured rifles') ~= nil, vim.api.nvim_get_current_line())
  vim.cmd('Sigla outline')
end

local function classes()
  vim.cmd('Sigla classify')
  local line, row, _, bufnr = it.line_of('classify', '%[Yining%]')
  check('the classes of brackets are listed', line ~= nil and line:find('Ghulja') ~= nil, it.view('classify'))
  check('in their colours', vim.tbl_contains(groups_of(bufnr, row, line:find('[', 1, true) - 1), 'SiglaOtherName'), groups_of(bufnr, row, 8))
  local sic = it.line_of('classify', '%[SIC%]')
  check('a remark is one', sic ~= nil, it.view('classify'))
  vim.cmd('Sigla classify')
end

local function places()
  vim.cmd('Sigla places')
  local ghulja = await(function()
    return vim.tbl_filter(function(item)
      return item.text:find('^Ghulja') ~= nil
    end, vim.fn.getqflist())[1]
  end)
  check('places are listed', ghulja ~= nil and ghulja.text:find('43%.%d+ N 81%.%d+ E') ~= nil, vim.fn.getqflist())
  vim.cmd('cclose')
end

local function document_from_text()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.fn.getcwd() .. '/typescript.txt'))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.fn.readfile('report.sigla'))
  vim.cmd('Sigla new')
  check('the document has a name', vim.api.nvim_buf_get_name(0):find('/typescript%.sigla$') ~= nil, vim.api.nvim_buf_get_name(0))
  check('it has a header', await(function()
    local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
    return lines[1] == '---' and table.concat(lines, '\n'):find('\ntitle: .*Beria')
  end), vim.api.nvim_buf_get_lines(0, 0, 12, false))
  local said = it.view('new')
  check('what was done is told', said ~= nil and #said > 1, said)
  check('nothing is written', vim.fn.filereadable('typescript.sigla') == 0)
end

local function doctor()
  vim.cmd('Sigla doctor')
  check('the doctor answers', it.line_of('doctor', 'sigla %d') ~= nil, it.view('doctor'))
end

it.run(function()
  local client = it.client()
  check('the server is attached', client ~= nil)
  preview()
  outline()
  classes()
  places()
  doctor()
  document_from_text()
  check('nothing complains', vim.v.errmsg == '', vim.v.errmsg)
end)
