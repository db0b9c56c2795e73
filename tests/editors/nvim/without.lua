-- Neovim is started and the program is not there, with `second.sigla` open.

local it = require('check')
local check = it.check

--- How often it was said that the program is missing.
local function told()
  local _, times = vim.fn.execute('messages'):gsub('`/nowhere/sigla` is not found', '')
  return times
end

it.run(function()
  check('it is told', it.await(function()
    return told() == 1
  end), vim.fn.execute('messages'))
  vim.cmd('edit report.sigla')
  check('once', told() == 1, vim.fn.execute('messages'))
  check('the text is shown as Sigla', vim.bo.filetype == 'sigla')
  vim.cmd('Sigla preview')
  check('a view says that there is no server', it.line_of('preview', 'no server has this text') ~= nil, it.view('preview'))
  vim.cmd('Sigla preview')
  vim.cmd('Sigla doctor')
  check('the doctor says what is missing', it.line_of('doctor', '`/nowhere/sigla` is not found') ~= nil, it.view('doctor'))
end)
