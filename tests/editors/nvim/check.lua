-- What the tests in Neovim share: expectations that print a line, and waiting with a deadline. Works in 0.7.

local M = {}

M.DEADLINE = 20000

local function say(line)
  io.stdout:write(line .. '\n')
end

function M.check(name, held, shown)
  say(held and 'ok   ' .. name or 'FAIL ' .. name .. ': ' .. vim.inspect(shown))
end

--- Waits until `found` gives something, and gives that.
function M.await(found, deadline)
  local result
  vim.wait(deadline or M.DEADLINE, function()
    result = found()
    return result
  end, 10)
  return result
end

--- Row and column, from 0, of the `nth` place where the buffer has `text`.
function M.place(text, nth)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = 0
    while true do
      local at = line:find(text, column + 1, true)
      if not at then
        break
      end
      nth = (nth or 1) - 1
      if nth == 0 then
        return row - 1, at - 1
      end
      column = at
    end
  end
  error(text .. ' is not in the buffer')
end

function M.put_cursor(text, offset)
  local row, column = M.place(text)
  vim.api.nvim_win_set_cursor(0, { row + 1, column + (offset or 0) })
end

--- The findings of a rule in a buffer.
function M.found(code, bufnr)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.code == code
  end, vim.diagnostic.get(bufnr or 0))
end

--- The text of the first floating window, if one is open.
function M.float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

--- The server of this buffer, when it has greeted.
function M.client(bufnr)
  local server = require('sigla.server')
  return M.await(function()
    local client = server.clients(bufnr or vim.api.nvim_get_current_buf())[1]
    return client and client.initialized and client
  end)
end

--- What the server answers.
function M.ask(client, method, params, bufnr)
  local ask = client.request_sync
  local answer
  if vim.fn.has('nvim-0.11') == 1 then
    answer = ask(client, method, params, M.DEADLINE, bufnr or 0)
  else
    answer = ask(method, params, M.DEADLINE, bufnr or 0)
  end
  return answer and answer.result
end

--- The measures of an outline with the letters of their points, such as `3.a)b)`.
function M.measures(symbols)
  local outline = {}
  for _, symbol in ipairs(symbols or {}) do
    local label = symbol.name:match('^%d%.')
    if label then
      local points = vim.tbl_map(function(child)
        return child.name:match('^%a%)')
      end, symbol.children or {})
      table.insert(outline, label .. table.concat(points))
    end
  end
  return table.concat(outline, ' ')
end

--- The lines of the window that shows a view, or nothing.
function M.view(name)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local bufnr = vim.api.nvim_win_get_buf(window)
    if vim.bo[bufnr].filetype == 'sigla-' .. name then
      return vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), window, bufnr
    end
  end
end

--- Waits until a view has a line like that; the line, its number, the window and the buffer.
function M.line_of(name, pattern)
  local number, window, bufnr
  local line = M.await(function()
    local lines
    lines, window, bufnr = M.view(name)
    for row, line in ipairs(lines or {}) do
      if line:find(pattern) then
        number = row
        return line
      end
    end
  end)
  return line, number, window, bufnr
end

--- Collects what is said in the message line from now on.
function M.listen()
  local said = {}
  local notify = vim.notify
  vim.notify = function(message, ...)
    table.insert(said, message)
    return notify(message, ...)
  end
  return said
end

--- Runs a test, and ends Neovim.
function M.run(test)
  local ran, fault = xpcall(test, debug.traceback)
  M.check('the test ran to its end', ran, fault)
  vim.cmd(ran and 'qall!' or 'cquit!')
end

return M
