-- What every Neovim since 0.7 must do, however the plugin is loaded: the file is known, the server attached, its findings shown, and
-- a hover, the outline and a fix work.

local it = require('check')
local check, await = it.check, it.await

it.run(function()
  check('the file is Sigla', vim.bo.filetype == 'sigla', vim.bo.filetype)
  local client = it.client()
  check('the server is attached', client ~= nil)

  local unopened = await(function()
    return it.found('brackets/unopened')[1]
  end) or {}
  local range = { unopened.lnum, unopened.col, unopened.end_lnum, unopened.end_col }
  check('the stray bracket is marked', vim.deep_equal(range, { 13, 14, 13, 15 }), unopened)

  it.put_cursor('Ghulja [Yining]', 2)
  vim.lsp.buf.hover()
  local hover = await(it.float) or ''
  check('a hover glosses the place', hover:find('Yining', 1, true) and hover:find('China', 1, true), hover)

  local document = { textDocument = vim.lsp.util.make_text_document_params(0) }
  local outline = it.measures(it.ask(client, 'textDocument/documentSymbol', document))
  check('the outline has the measures', outline == '1. 2. 3.a)b) 4. 5.a)b)c) 6. 7.', outline)

  it.put_cursor('282]', 3)
  local params = { textDocument = document.textDocument, range = { start = { line = 13, character = 14 }, ['end'] = { line = 13, character = 14 } } }
  params.context = { diagnostics = {} }
  local fix = (it.ask(client, 'textDocument/codeAction', params) or {})[1] or {}
  check('a fix is offered', fix.title == 'Delete the bracket', fix)
  vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
  check('it deletes the bracket', vim.api.nvim_buf_get_lines(0, 13, 14, false)[1] == 'Nº 1-1 p. 282', vim.api.nvim_buf_get_lines(0, 13, 14, false))
  check('its finding goes', await(function()
    return #it.found('brackets/unopened') == 0
  end), it.found('brackets/unopened'))

  check('the command is there', vim.fn.exists(':Sigla') == 2)
  check('it completes', vim.deep_equal(vim.fn.getcompletion('Sigla pr', 'cmdline'), { 'preview' }), vim.fn.getcompletion('Sigla ', 'cmdline'))
  check('something colours the text', vim.b.current_syntax == 'sigla' or vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil)
  vim.cmd('runtime ftdetect/sigla.lua')
  vim.cmd('edit places.tsv')
  check('a register is known', vim.bo.filetype == 'sigla-register', vim.bo.filetype)
  check('and has the same server', (it.client() or {}).id == client.id)
  check('the help is found', pcall(vim.cmd, 'help :Sigla-preview') and vim.bo.buftype == 'help', vim.bo.buftype)
  check('nothing complains', vim.v.errmsg == '', vim.v.errmsg)
end)
