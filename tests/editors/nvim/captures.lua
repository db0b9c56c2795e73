-- Writes down, for each cell of this window, which captures the parser's query gives it and which colour that is: `colours.py` compares
-- it with the screen. What else colours a text is put out of the way.

for _, client in ipairs(vim.lsp.get_clients({ bufnr = 0 })) do
  vim.lsp.semantic_tokens.stop(0, client.id)
end
vim.diagnostic.enable(false)
vim.o.cursorline = false
vim.o.hlsearch = false

local function colour(group)
  local look = vim.api.nvim_get_hl(0, { name = group, link = false })
  return look.fg and ('#%06x'):format(look.fg)
end

local plain = colour('Normal')
local window = vim.api.nvim_get_current_win()
local cells = {}
vim.treesitter.get_parser(0, 'sigla'):parse(true)
for number = vim.fn.line('w0'), vim.fn.line('w$') do
  local line = vim.fn.getline(number)
  for column = 1, #line do
    local at = vim.fn.screenpos(window, number, column)
    -- The first byte of each character.
    if at.row > 0 and not line:sub(column, column):find('[\128-\191 ]') then
      local wanted, captures = plain, {}
      for _, capture in ipairs(vim.treesitter.get_captures_at_pos(0, number - 1, column - 1)) do
        table.insert(captures, capture.capture)
        wanted = colour(('@%s.%s'):format(capture.capture, capture.lang)) or wanted
      end
      table.insert(cells, { row = at.row, column = at.col, colour = wanted, captures = captures })
    end
  end
end
vim.fn.writefile({ vim.json.encode(cells) }, 'captures.json')
vim.cmd('redraw!')
vim.api.nvim_echo({ { #cells .. ' captures are told' } }, false, {})
