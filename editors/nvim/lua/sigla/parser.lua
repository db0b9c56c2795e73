--- The parser, which gives colours before the server has started, and folds and text objects by syntax: found, started, and
--- compiled by `:Sigla install-parser`.

local M = {}

local COMPILERS = { 'cc', 'gcc', 'clang' }

--- The folder of the grammar: it lies beside this plugin in the project.
local function grammar()
  local here = debug.getinfo(1, 'S').source:sub(2)
  return vim.fn.fnamemodify(vim.fn.resolve(here), ':p:h:h:h:h:h') .. '/grammar'
end

--- Where `install` puts the parser: a folder that Neovim looks in.
function M.target()
  return vim.fn.stdpath('data') .. '/site/parser/sigla.so'
end

--- The parsers that Neovim would find; it takes the first.
function M.found()
  return vim.api.nvim_get_runtime_file('parser/sigla.*', true)
end

--- Highlights a buffer by the parser if there is one; a regular expression does it if not (`syntax/sigla.vim`). Neovim before
--- 0.9 reads the queries in another way, so there it always does.
function M.start(bufnr)
  if vim.fn.has('nvim-0.9') == 1 and #M.found() > 0 then
    -- A parser that does not load or fit is for `:checkhealth sigla` to tell.
    pcall(vim.treesitter.start, bufnr, 'sigla')
  end
end

--- The compiler: what `$CC` says, else the first that is there.
function M.compiler()
  local wanted = vim.env.CC and { vim.env.CC } or COMPILERS
  for _, name in ipairs(wanted) do
    if vim.fn.executable(name) == 1 then
      return name
    end
  end
end

--- Compiles the parser; the path, or nothing and what is wrong.
local function compile()
  local source = grammar() .. '/src'
  if vim.fn.filereadable(source .. '/parser.c') == 0 then
    return nil, ('there is no `%s/parser.c`; the plugin must lie in the folder of Sigla as it came'):format(source)
  end
  local compiler = M.compiler()
  if not compiler then
    return nil, ('there is no C compiler (`%s`). Install one, such as the package `gcc`, or name it in $CC; without a parser '
      .. 'the colours of the server are left'):format(vim.env.CC or table.concat(COMPILERS, '`, `'))
  end
  local target = M.target()
  vim.fn.mkdir(vim.fn.fnamemodify(target, ':h'), 'p')
  -- Put in place at the end: a running Neovim may have the old one open.
  local new = ('%s.%d'):format(target, vim.fn.getpid())
  local said = vim.fn.system({ compiler, '-O2', '-shared', '-fPIC', '-I', source, source .. '/parser.c', source .. '/scanner.c', '-o', new })
  if vim.v.shell_error ~= 0 then
    vim.fn.delete(new)
    return nil, ('`%s` failed: %s'):format(compiler, vim.trim(said))
  end
  local renamed, wrong = (vim.uv or vim.loop).fs_rename(new, target)
  if not renamed then
    return nil, wrong
  end
  return target
end

--- Compiles the parser and lets the open documents have it.
function M.install()
  local server = require('sigla.server')
  vim.api.nvim_echo({ { 'Sigla: compiling the parser …' } }, false, {})
  vim.cmd('redraw')
  local path, wrong = compile()
  if not path then
    server.say('the parser is not installed: ' .. wrong, vim.log.levels.ERROR)
    return false
  end
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.bo[bufnr].filetype == 'sigla' then
      M.start(bufnr)
    end
  end
  server.say(('the parser is installed (%s)'):format(path))
  return true
end

return M
