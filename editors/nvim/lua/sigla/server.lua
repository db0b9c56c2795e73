--- The language server: found, started, asked, and started again when it was killed.

local M = {}

local NAME = 'sigla'
local MARKERS = { 'sigla.toml', '.git' }
--- A server that ends again so soon, in milliseconds, is not started a third time.
local SOON = 60000
--- So long, in milliseconds, a request waits for a server that is just starting.
local PATIENCE = 10000

local uv = vim.uv or vim.loop

--- Whether Neovim itself starts servers by what `lsp/` says, since 0.11.
local enables = vim.fn.has('nvim-0.11') == 1
--- Before that, what `enable` was given.
local older = {}

--- Says something in the message line.
function M.say(message, level)
  vim.notify('Sigla: ' .. message, level or vim.log.levels.INFO)
end

-- Started and found ---------------------------------------------------------------------------------------------------

--- The folder that a file's collection begins with: the nearest with a `sigla.toml`, else with a repository.
local function root(bufnr)
  local file = vim.api.nvim_buf_get_name(bufnr)
  local folder = file == '' and vim.fn.getcwd() or vim.fn.fnamemodify(file, ':p:h')
  for _, marker in ipairs(MARKERS) do
    local here, above = folder, nil
    while here ~= above do
      if uv.fs_stat(here .. '/' .. marker) then
        return here
      end
      here, above = vim.fn.fnamemodify(here, ':h'), here
    end
  end
end

--- How the server is started now: `config` with what the user set.
function M.current()
  return enables and vim.lsp.config[NAME] or vim.tbl_deep_extend('force', M.config, older)
end

--- The program, if it can be run; else nothing, and its name.
function M.program()
  local command = M.current().cmd
  if type(command) ~= 'table' then
    return command
  end
  local path = vim.fn.exepath(command[1])
  if path ~= '' then
    return path
  end
  return nil, command[1]
end

local told_missing = false

--- Whether the program is there; that it is not is told once, until it was there. Neovim itself would only log it.
function M.is_found()
  local program, name = M.program()
  if program then
    told_missing = false
  elseif not told_missing then
    told_missing = true
    -- Later, since an error would break off the opening of the file.
    vim.schedule(function()
      M.say(
        ('the program `%s` is not found, so nothing is checked. Install it (`cargo install --path .` in the folder of Sigla), or say '
          .. "where it is: require('sigla').setup({ cmd = { '/path/to/sigla', 'lsp' } }). Then `:Sigla restart`"):format(name),
        vim.log.levels.ERROR
      )
    end)
  end
  return program ~= nil
end

--- Says that the program is missing, if the user wants the server.
function M.expect()
  if not enables or not vim.lsp.is_enabled or vim.lsp.is_enabled(NAME) then
    M.is_found()
  end
end

--- The clients of this server, of one buffer if it is given.
function M.clients(bufnr)
  local all = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  return vim.tbl_filter(function(client)
    return client.name == NAME and (not bufnr or vim.lsp.buf_is_attached(bufnr, client.id))
  end, all)
end

--- Calls a function of a client; before 0.11 they took no `self`.
local function call(client, name, ...)
  if enables then
    return client[name](client, ...)
  end
  return client[name](...)
end

--- Starts the server for a buffer, or lets one that runs for the same folder have it too.
function M.start(bufnr)
  if not M.is_found() then
    return
  end
  local folder = root(bufnr)
  local config = vim.tbl_extend('force', M.current(), { name = NAME, root_dir = folder })
  if not folder then
    config.root_dir = nil
  end
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = bufnr })
    return
  end
  for _, client in ipairs(M.clients()) do
    if client.config.root_dir == folder and not client.is_stopped() then
      vim.lsp.buf_attach_client(bufnr, client.id)
      return
    end
  end
  local id = vim.lsp.start_client(config)
  if id then
    vim.lsp.buf_attach_client(bufnr, id)
  end
end

--- Starts the server for each document from now on, and for those that are open.
function M.enable(options)
  if enables then
    vim.lsp.config(NAME, options)
    vim.lsp.enable(NAME)
    return
  end
  older = options
  local group = vim.api.nvim_create_augroup('sigla', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.config.filetypes,
    callback = function(event)
      if vim.bo[event.buf].buftype == '' then
        M.start(event.buf)
      end
    end,
  })
  M.start_all()
end

--- The loaded documents and registers.
local function documents()
  return vim.tbl_filter(function(bufnr)
    return vim.api.nvim_buf_is_loaded(bufnr)
      and vim.bo[bufnr].buftype == ''
      and vim.tbl_contains(M.config.filetypes, vim.bo[bufnr].filetype)
  end, vim.api.nvim_list_bufs())
end

--- Starts the server for all that are open.
function M.start_all()
  for _, bufnr in ipairs(documents()) do
    M.start(bufnr)
  end
end

-- Ended ---------------------------------------------------------------------------------------------------------------

--- Clients that were asked to go, by id.
local leaving = {}
--- When the server was last started because it had been killed, in milliseconds.
local revived

--- The server has ended. One that was killed or crashed is started again, once.
local function exited(code, signal, id)
  local asked = leaving[id]
  leaving[id] = nil
  if asked or (code == 0 and signal == 0) then
    return
  end
  local how = signal ~= 0 and ('was ended by signal %d'):format(signal) or ('ended with exit code %d'):format(code)
  vim.schedule(function()
    if vim.v.exiting ~= vim.NIL then
      return
    end
    -- What it said is out of date, also where Neovim keeps it.
    for name, namespace in pairs(vim.api.nvim_get_namespaces()) do
      if name:match('sigla%.(%d+)') == tostring(id) then
        vim.diagnostic.reset(namespace)
      end
    end
    local now = uv.now()
    if revived and now - revived < SOON then
      M.say(
        ('the server %s again and is left so. `:Sigla restart` starts it, `:Sigla doctor` says what may be wrong'):format(how),
        vim.log.levels.ERROR
      )
      return
    end
    revived = now
    M.start_all()
    -- Behind what Neovim itself says of it, which would cover it.
    vim.defer_fn(function()
      M.say(('the server %s and was started again; nothing of the text is lost'):format(how), vim.log.levels.WARN)
    end, 100)
  end)
end

--- Ends the server, and starts it again for all that is open.
function M.restart()
  revived = nil
  local clients = M.clients()
  for _, client in ipairs(clients) do
    leaving[client.id] = true
    call(client, 'stop')
  end
  local function gone()
    return #vim.tbl_filter(function(client)
      return not call(client, 'is_stopped')
    end, clients) == 0
  end
  local since = uv.now()
  local function go_on()
    if gone() or uv.now() - since > PATIENCE then
      -- Neovim lets go of the old clients first.
      vim.schedule(function()
        M.start_all()
      end)
    else
      vim.defer_fn(go_on, 20)
    end
  end
  go_on()
end

-- Asked ---------------------------------------------------------------------------------------------------------------

--- What the server calls itself, such as `sigla 0.1.0`.
local function name(client)
  local info = client.server_info
  return info and ('%s %s'):format(info.name, info.version or '') or 'this server'
end

--- Whether a server answers a request of ours: it says so when it greets.
function M.knows(client, method)
  local ours = (client.server_capabilities.experimental or {}).sigla
  return ours ~= nil and vim.tbl_contains(ours.requests or {}, method)
end

--- An answer without what is null in it: Neovim 0.12 leaves that in.
function M.without_null(answer)
  if type(answer) ~= 'table' then
    return answer ~= vim.NIL and answer or nil
  end
  for key, value in pairs(answer) do
    answer[key] = M.without_null(value)
  end
  return answer
end

--- Asks the server of a buffer, waiting for one that is starting; `answered` gets the result. What keeps it from being
--- asked is said, and given to `failed` if there is one.
function M.request(bufnr, method, params, answered, failed)
  local function fail(message)
    if failed then
      failed(message)
    else
      M.say(message, vim.log.levels.ERROR)
    end
  end
  local since = uv.now()
  local function ask()
    if not vim.api.nvim_buf_is_valid(bufnr) then
      return
    end
    local client = M.clients(bufnr)[1]
    if not client or not client.initialized then
      if uv.now() - since < PATIENCE and (client or M.program()) and vim.tbl_contains(M.config.filetypes, vim.bo[bufnr].filetype) then
        vim.defer_fn(ask, 20)
      else
        fail('no server has this text; `:checkhealth sigla` says why')
      end
      return
    end
    if method:find('^sigla/') and not M.knows(client, method) then
      fail(('%s does not know `%s`; a newer one does: `cargo install --path .` in the folder of Sigla'):format(name(client), method))
      return
    end
    call(client, 'request', method, params, function(wrong, result)
      if wrong then
        fail(wrong.message or vim.inspect(wrong))
      elseif vim.api.nvim_buf_is_valid(bufnr) then
        answered(M.without_null(result), client)
      end
    end, bufnr)
  end
  ask()
end

--- What names a buffer to the server.
function M.document(bufnr)
  return { uri = vim.uri_from_bufnr(bufnr) }
end

M.config = {
  cmd = { 'sigla', 'lsp' },
  filetypes = { 'sigla', 'sigla-register' },
  root_markers = MARKERS,
  on_exit = exited,
}

return M
