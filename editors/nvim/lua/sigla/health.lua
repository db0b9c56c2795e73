--- `:checkhealth sigla`: what is there, what is missing, and what to do about it.

local parser = require('sigla.parser')
local server = require('sigla.server')

-- The names of before 0.10.
local start = vim.health.start or vim.health.report_start
local ok = vim.health.ok or vim.health.report_ok
local info = vim.health.info or vim.health.report_info
local warn = vim.health.warn or vim.health.report_warn
local fail = vim.health.error or vim.health.report_error

--- So long, in milliseconds, the server may take to answer.
local PATIENCE = 5000

local function check_editor()
  start('Neovim')
  local version = vim.version()
  local name = ('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.11') == 1 then
    ok(name)
  elseif vim.fn.has('nvim-0.9') == 1 then
    ok(name .. ': findings, fixes, hovers, views; `require("sigla").setup()` starts the server')
  elseif vim.fn.has('nvim-0.7') == 1 then
    ok(name .. ': findings, fixes, hovers, views; colours by meaning and by the parser need 0.9')
  else
    fail(name .. ' is too old', { 'Install Neovim 0.7 or newer, best 0.11 or newer' })
  end
end

local function check_program()
  start('The program')
  local program, name = server.program()
  if type(program) ~= 'string' then
    if program then
      info('the server is started by a function of yours')
      return true
    end
    fail(('`%s` is not found'):format(name), {
      'Install it: `cargo install --path .` in the folder of Sigla, and see that ~/.cargo/bin is in $PATH',
      "Or say where it is: require('sigla').setup({ cmd = { '/path/to/sigla', 'lsp' } })",
    })
    return false
  end
  local said = vim.fn.system({ program, '--version' })
  if vim.v.shell_error ~= 0 then
    fail(('`%s --version` failed: %s'):format(program, vim.trim(said)), { 'Is this another program of that name?' })
    return false
  end
  ok(('%s (%s)'):format(vim.split(said, '\n')[1], program))
  return true
end

--- Asks a client, and waits.
local function ask(client, method, params)
  local answer, wrong
  if vim.fn.has('nvim-0.11') == 1 then
    answer, wrong = client:request_sync(method, params, PATIENCE, 0)
  else
    answer, wrong = client.request_sync(method, params, PATIENCE, 0)
  end
  return answer and server.without_null(answer.result), wrong or (answer and answer.err and answer.err.message)
end

--- The client of the document that was open when the check was called, else any.
local function a_client()
  local clients = server.clients()
  local before = vim.fn.bufnr('#')
  return before ~= -1 and server.clients(before)[1] or clients[1], before
end

local function check_server()
  start('The server')
  local client, bufnr = a_client()
  if not client then
    info('it does not run: it starts with the first document')
    return
  end
  local told, wrong = ask(client, 'workspace/executeCommand', { command = 'sigla.doctor', arguments = {} })
  if not told then
    fail('it runs and does not answer: ' .. (wrong or 'timeout'), { '`:Sigla restart` starts it anew' })
    return
  end
  ok('it runs and answers')
  local missing = vim.tbl_filter(function(method)
    return not server.knows(client, method)
  end, { 'sigla/preview', 'sigla/brackets', 'sigla/places', 'sigla/fromText' })
  if #missing > 0 then
    warn('it does not know ' .. table.concat(missing, ', '), { 'A newer one does: `cargo install --path .` in the folder of Sigla' })
  end

  start('The collection')
  if server.knows(client, 'sigla/status') then
    local name = bufnr ~= -1 and vim.api.nvim_buf_get_name(bufnr) or ''
    local status = ask(client, 'sigla/status', name ~= '' and { textDocument = { uri = vim.uri_from_fname(name) } } or vim.empty_dict())
    if status then
      info(status.configuration and 'it follows ' .. status.configuration or 'there is no sigla.toml: documents stand for themselves')
      for _, gazetteer in ipairs(status.gazetteers) do
        info(('gazetteer %s: %d names'):format(gazetteer.name, gazetteer.names))
      end
      for _, register in ipairs(status.registers) do
        info(('register %s: %d row%s'):format(register.name, register.rows, register.rows == 1 and '' or 's'))
      end
      if status.documents then
        info(('%d documents%s'):format(status.documents, status.reading and ', still being read' or ''))
      end
    end
  end

  start('What the doctor says')
  for _, point in ipairs(told.points or {}) do
    local said = ('%s: %s'):format(point.about, point.found)
    if point.fine then
      ok(said)
    elseif point.fine == false then
      fail(said, point['do'] and { point['do'] } or nil)
    else
      info(said)
    end
  end
end

local function check_parser()
  start('The parser')
  if vim.fn.has('nvim-0.9') == 0 then
    info('needs Neovim 0.9; a simpler highlighting is used')
    return
  end
  local found = parser.found()
  if #found == 0 then
    local compiler = parser.compiler()
    info('it is not installed, so a simpler highlighting is used until the server has answered')
    if compiler then
      info(('`:Sigla install-parser` compiles it with `%s`'):format(compiler))
    else
      warn('there is no C compiler to make it with', { 'Install one, such as the package `gcc`, or name it in $CC' })
    end
    return
  end
  local loaded, wrong = pcall(vim.treesitter.language.add, 'sigla')
  if not loaded then
    fail(('%s does not load: %s'):format(found[1], wrong), { '`:Sigla install-parser` makes it anew' })
    return
  end
  ok(found[1])
  if #found > 1 then
    info('not used: ' .. table.concat(found, ', ', 2))
  end
  local get = vim.treesitter.query.get
  for _, name in ipairs({ 'highlights', 'folds', 'injections', 'locals', 'textobjects' }) do
    local fits, query = pcall(get, 'sigla', name)
    if not fits then
      fail(('the query %s does not fit the parser: %s'):format(name, query), { '`:Sigla install-parser` makes it anew' })
    elseif not query then
      warn(('there is no query %s'):format(name), { 'Is `editors/nvim/queries/sigla` a link to `grammar/queries`?' })
    end
  end
end

return {
  check = function()
    check_editor()
    if check_program() then
      check_server()
    end
    check_parser()
  end,
}
