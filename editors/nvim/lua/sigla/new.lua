--- A document made from a typescript: `:Sigla new`, in a text as it was copied from a page or a scan.

local server = require('sigla.server')
local view = require('sigla.view')

local M = {}

--- A name for the document of a file that is not taken yet: `letter.sigla`, `letter-2.sigla` …
local function name_for(file)
  local stem = file == '' and vim.fn.getcwd() .. '/document' or vim.fn.fnamemodify(file, ':p:r')
  local name, number = stem .. '.sigla', 1
  while vim.fn.filereadable(name) == 1 or vim.fn.bufexists(name) == 1 do
    number = number + 1
    name = ('%s-%d.sigla'):format(stem, number)
  end
  return name
end

--- Makes it of the lines `first` to `last` of this buffer, in a buffer of its own that is not saved.
function M.from_text(first, last)
  local lines = vim.api.nvim_buf_get_lines(0, first - 1, last, false)
  local file = vim.api.nvim_buf_get_name(0)
  local name = name_for(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(name))
  local bufnr = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].filetype = 'sigla'
  local params = { text = table.concat(lines, '\n') .. '\n', name = vim.fn.fnamemodify(file, ':t') }
  server.request(bufnr, 'sigla/fromText', params, function(result)
    if not result then
      server.say('the server made nothing of this text', vim.log.levels.ERROR)
      return
    end
    local text = result.text:gsub('\n$', '')
    vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(text, '\n', { plain = true }))
    local said = vim.list_extend({ ('%s, not saved yet:'):format(vim.fn.fnamemodify(name, ':t')) }, result.said)
    view.tell('new', said)
  end)
end

return M
