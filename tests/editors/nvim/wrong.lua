-- What may go wrong: a server that is killed, again and again; one that is missing; an older one; a document of 20 MB; 5,000 findings.

local it = require('check')
local check, await = it.check, it.await
local uv = vim.uv or vim.loop

local said = it.listen()

local function heard(pattern)
  return vim.tbl_filter(function(message)
    return message:find('^Sigla: ') and message:find(pattern) ~= nil
  end, said)
end

--- The process of the server of this Neovim.
local function process()
  local answer = vim.fn.system({ 'pgrep', '-P', tostring(vim.fn.getpid()), '-x', 'sigla' })
  return tonumber(vim.trim(answer))
end

local function killed()
  check('the stray bracket is marked', await(function()
    return #it.found('brackets/unopened') == 1
  end), vim.diagnostic.get(0))
  local before = it.client()
  local first = process()
  uv.kill(first, 'sigkill')
  check('a killed server is started again', await(function()
    local client = require('sigla.server').clients(0)[1]
    return client and client.id ~= before.id and client.initialized
  end))
  check('which is told once', await(function()
    return #heard('was ended by signal 9 and was started again') == 1
  end), said)
  check('there is one server', await(function()
    return process() ~= nil and process() ~= first and #require('sigla.server').clients() == 1
  end), process())
  check('each finding is there once', await(function()
    return #it.found('brackets/unopened') == 1
  end), it.found('brackets/unopened'))
  -- What was typed before and after is what the new server has.
  vim.api.nvim_buf_set_lines(0, 13, 14, false, { 'Nº 1-1 p. 282' })
  check('it has what is typed', await(function()
    return #it.found('brackets/unopened') == 0
  end), it.found('brackets/unopened'))
  vim.api.nvim_buf_set_lines(0, 13, 14, false, { 'Nº 1-1 p. 282]' })
  check('and what is typed again', await(function()
    return #it.found('brackets/unopened') == 1
  end), vim.diagnostic.get(0))

  uv.kill(process(), 'sigkill')
  check('killed again it is left', await(function()
    return #heard('again and is left so') == 1
  end), said)
  check('without findings that are out of date', await(function()
    return #vim.diagnostic.get(0) == 0
  end), vim.diagnostic.get(0))
  check('and no server', process() == nil and #require('sigla.server').clients(0) == 0, process())
  vim.cmd('Sigla restart')
  check('`:Sigla restart` starts it', await(function()
    return #it.found('brackets/unopened') == 1
  end), vim.diagnostic.get(0))
  local id = it.client().id
  vim.cmd('Sigla restart')
  check('and starts one that runs anew', await(function()
    local client = require('sigla.server').clients(0)[1]
    return client and client.id ~= id and client.initialized and #it.found('brackets/unopened') == 1
  end), vim.diagnostic.get(0))
  check('without a message', #heard('ended') == 2, said)
end

local function old()
  vim.lsp.config('sigla', { cmd = { os.getenv('OLD'), 'lsp' } })
  vim.cmd('Sigla restart')
  check('an older server finds', await(function()
    local client = require('sigla.server').clients(0)[1]
    return client and client.initialized and client.config.cmd[1] == os.getenv('OLD') and #it.found('brackets/unopened') == 1
  end), vim.diagnostic.get(0))
  vim.cmd('Sigla preview')
  local told = it.line_of('preview', 'does not know `sigla/preview`; a newer one does')
  check('what it cannot do is told', told ~= nil, it.view('preview'))
  vim.cmd('Sigla preview')
end

local function missing()
  vim.lsp.config('sigla', { cmd = { '/nowhere/sigla', 'lsp' } })
  vim.cmd('Sigla restart')
  check('a missing server is told', await(function()
    return #heard('`/nowhere/sigla` is not found') == 1
  end), said)
  vim.cmd('edit second.sigla')
  vim.cmd('edit made-up.sigla')
  check('once', #heard('is not found') == 1, said)
  check('the text can be edited', vim.bo.modifiable and vim.bo.filetype == 'sigla')
  vim.cmd('checkhealth sigla')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check('checkhealth says what to do', report:find('ERROR.*/nowhere/sigla.*cargo install') ~= nil, report)
  vim.cmd('bwipeout')
  vim.lsp.config('sigla', { cmd = { 'sigla', 'lsp' } })
  vim.cmd('Sigla restart')
  check('when it is there it is started', it.client() ~= nil)
end

--- Writes a document, opens it, and says how long it took until `wanted` held.
local function timed(name, text, wanted)
  local file = assert(io.open(name, 'w'))
  file:write(text)
  file:close()
  local since = uv.hrtime()
  vim.cmd('edit ' .. name)
  local held = await(wanted, 120000)
  return held, ('%.1f s'):format((uv.hrtime() - since) / 1e9)
end

local function large()
  local prose = table.concat(vim.fn.readfile('report.sigla'), '\n') .. '\n'
  local held, took = timed('large.sigla', prose:rep(math.ceil(20e6 / #prose)), function()
    return #it.found('brackets/unopened') > 0
  end)
  check('a document of 20 MB has findings, after ' .. took, held, vim.diagnostic.get(0)[1])
  local since = uv.hrtime()
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'A bracket [=that is left open', '' })
  local typed = await(function()
    return #it.found('brackets/unclosed') > 0
  end, 120000)
  check(('what is typed in it is checked, after %.1f s'):format((uv.hrtime() - since) / 1e9), typed)
  -- A preview shows what is around the cursor, and goes on where somebody goes.
  vim.cmd('Sigla preview')
  check('its preview says that more follows', it.line_of('preview', '^… what follows is shown') ~= nil, #(it.view('preview') or {}))
  vim.api.nvim_win_set_cursor(0, { 200000, 0 })
  vim.api.nvim_buf_set_lines(0, 200000, 200000, false, { '', 'A line in the middle.', '' })
  vim.api.nvim_exec_autocmds('TextChanged', { buffer = 0 })
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = 0 })
  check('and is there where the cursor goes', await(function()
    return vim.tbl_contains(it.view('preview') or {}, 'A line in the middle.')
  end, 120000), #(it.view('preview') or {}))
  vim.cmd('Sigla preview')
  vim.cmd('bwipeout!')
end

local function many()
  local held, took = timed('many.sigla', ('A stray bracket] here.\n\n'):rep(5000), function()
    return #it.found('brackets/unopened') == 5000
  end)
  check('5,000 findings are shown, after ' .. took, held, #vim.diagnostic.get(0))
  vim.cmd('bwipeout!')
end

it.run(function()
  killed()
  old()
  missing()
  many()
  large()
end)
