--- What `:Sigla …` does: a registry, a line for each.

local server = require('sigla.server')

local function doctor()
  local view = require('sigla.view')
  local bufnr = vim.api.nvim_get_current_buf()
  local function tell(text)
    view.tell('doctor', vim.split(vim.trim(text), '\n', { plain = true }))
  end
  if server.clients(bufnr)[1] then
    server.request(bufnr, 'workspace/executeCommand', { command = 'sigla.doctor', arguments = {} }, function(result)
      tell(result.text)
    end)
    return
  end
  -- No server has this text, so the program is asked.
  local program, name = server.program()
  if type(program) ~= 'string' then
    tell(('✗ the program `%s` is not found; `:checkhealth sigla` says more'):format(name or 'sigla'))
    return
  end
  tell(vim.fn.system({ program, 'doctor', vim.fn.expand('%:p:h') }))
end

--- Each with what it takes: `words` to complete.
local commands = {
  preview = {
    words = { 'source' },
    run = function(word)
      require('sigla.preview').toggle(word == 'source')
    end,
  },
  outline = {
    run = function()
      require('sigla.outline').toggle()
    end,
  },
  classify = {
    run = function()
      require('sigla.brackets').toggle()
    end,
  },
  places = {
    words = { 'collection' },
    run = function(word)
      require('sigla.places').list(word or 'document')
    end,
  },
  new = {
    run = function(_, command)
      local whole = command.range == 0
      require('sigla.new').from_text(whole and 1 or command.line1, whole and vim.api.nvim_buf_line_count(0) or command.line2)
    end,
  },
  doctor = { run = doctor },
  restart = {
    run = function()
      server.restart()
    end,
  },
  ['install-parser'] = {
    run = function()
      require('sigla.parser').install()
    end,
  },
}

local M = {}

local function names()
  local all = vim.tbl_keys(commands)
  table.sort(all)
  return all
end

--- Runs `:Sigla NAME [WORD]`.
function M.run(command)
  local name, word = unpack(command.fargs)
  local it = commands[name]
  if not it then
    server.say(('there is no `:Sigla %s`; there is %s'):format(name, table.concat(names(), ', ')), vim.log.levels.ERROR)
  elseif word and not vim.tbl_contains(it.words or {}, word) then
    server.say(('`:Sigla %s` does not take `%s`'):format(name, word), vim.log.levels.ERROR)
  else
    it.run(word, command)
  end
end

--- What can follow in the command line.
function M.complete(start, line)
  local name = line:match('Sigla%s+(%S+)%s')
  local words = name and (commands[name] or {}).words or names()
  return vim.tbl_filter(function(word)
    return vim.startswith(word, start)
  end, name and not (commands[name] or {}).words and {} or words)
end

--- Lists the places that a lens of the server leads to, or goes there if it is one.
function M.show_references(arguments, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local items = vim.lsp.util.locations_to_items(arguments[3] or {}, client.offset_encoding)
  if #items == 0 then
    return
  end
  vim.fn.setqflist({}, ' ', { title = 'Mentions', items = items })
  vim.cmd(#items == 1 and 'cfirst' or 'botright copen')
end

return M
