-- What a user of Neovim sees on the example: run by `run`, with the document open and nothing set up but the README's
-- two lines.

local it = require('check')
local check, await, place, put_cursor, found = it.check, it.await, it.place, it.put_cursor, it.found
local DEADLINE = it.DEADLINE

local function captures(text, offset)
  local row, column = place(text)
  local names = vim.tbl_map(function(capture)
    return capture.capture
  end, vim.treesitter.get_captures_at_pos(0, row, column + (offset or 0)))
  return table.concat(names, ' ')
end

local function test()
  check('the file is Sigla', vim.bo.filetype == 'sigla', vim.bo.filetype)
  local client = await(function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'sigla' })[1]
    return client and client.initialized and client
  end)
  check('the server is attached', client ~= nil)
  check('columns count bytes', client.offset_encoding == 'utf-8', client.offset_encoding)

  local unopened = await(function()
    return found('brackets/unopened')[1]
  end) or {}
  local range = { unopened.lnum, unopened.col, unopened.end_lnum, unopened.end_col }
  check('the stray bracket is marked', vim.deep_equal(range, { 13, 14, 13, 15 }), unopened)
  check('once, as an error', #found('brackets/unopened') == 1 and unopened.severity == vim.diagnostic.severity.ERROR, unopened)
  check('the missing header is marked', #found('provenance/missing') == 1, vim.diagnostic.get(0))

  put_cursor('Ghulja [Yining]', 2)
  vim.lsp.buf.hover()
  local hover = await(it.float) or ''
  check('a hover glosses the place', hover:find('Yining', 1, true) and hover:find('China', 1, true), hover)

  local symbols = client:request_sync('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params(0) }, DEADLINE, 0)
  local outline = it.measures(symbols and symbols.result)
  check('the outline has the measures', outline == '1. 2. 3.a)b) 4. 5.a)b)c) 6. 7.', outline)
  vim.lsp.buf.document_symbol()
  local list = await(function()
    local items = vim.fn.getloclist(0)
    return #items > 12 and items
  end)
  check('and so has its window', list ~= nil, vim.fn.getloclist(0))
  vim.cmd('lclose')

  check('the parser is loaded', vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil)
  check('the tree has no error', not vim.treesitter.get_parser(0):parse()[1]:root():has_error())
  check('a bracket is one', captures('[Yili]'):find('punctuation.bracket', 1, true), captures('[Yili]'))
  check('its words are the editor\'s', captures('[Yili]', 1):find('string.special', 1, true), captures('[Yili]', 1))
  check('a stray bracket is an error', captures('282]', 3):find('error', 1, true), captures('282]', 3))
  check('running text is plain', captures('Having discussed') == '', captures('Having discussed'))

  local tokens = await(function()
    local row, column = place('[Yili]')
    local tokens = vim.lsp.semantic_tokens.get_at_pos(0, row, column)
    return tokens and tokens[1] and tokens
  end) or {}
  check('the server tells the class', tokens[1] and tokens[1].type == 'other-name', tokens)
  local group = vim.api.nvim_get_hl(0, { name = '@lsp.type.other-name.sigla' })
  check('which has a colour', group.link == 'SiglaOtherName', group)

  put_cursor('282]', 3)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == 'Delete the bracket'
    end,
  })
  local deleted = await(function()
    return vim.api.nvim_buf_get_lines(0, 13, 14, false)[1] == 'Nº 1-1 p. 282'
  end)
  check('a fix deletes it', deleted, vim.api.nvim_buf_get_lines(0, 13, 14, false))
  local gone = await(function()
    return #found('brackets/unopened') == 0
  end)
  check('and its finding goes', gone, found('brackets/unopened'))
  check('no other goes', #found('provenance/missing') == 1, vim.diagnostic.get(0))

  vim.api.nvim_buf_set_lines(0, 0, 0, false, { '𝔸 [=x', '' })
  local unclosed = await(function()
    return found('brackets/unclosed')[1]
  end) or {}
  check('what is typed is checked', unclosed.lnum == 0 and unclosed.col == 5, unclosed)

  vim.api.nvim_buf_set_lines(0, 0, 1, false, { '[sta' })
  check('and again', await(function()
    unclosed = found('brackets/unclosed')[1]
    return unclosed and unclosed.col == 0
  end), unclosed)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position = { line = 0, character = 4 }
  local completion = client:request_sync('textDocument/completion', params, DEADLINE, 0)
  local items = completion and completion.result or {}
  local labels = vim.tbl_map(function(item)
    return item.label
  end, items.items or items)
  check('labels are completed', vim.tbl_contains(labels, 'stamp'), labels)

  -- Names: a register and another document lie beside this one.
  local function at(text, offset)
    local row, column = place(text)
    local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
    params.position = { line = row, character = column + (offset or 0) }
    return params
  end
  local function ask(method, params)
    local answer = client:request_sync(method, params, DEADLINE, 0)
    return answer and answer.result or {}
  end
  local defined = ask('textDocument/definition', at('Ghulja [Yining]', 2))
  defined = defined[1] or defined
  check('a name is defined in its register', (defined.uri or ''):find('places.tsv', 1, true) and defined.range.start.line == 1, defined)
  local mentions = await(function()
    local params = at('Ghulja [Yining]', 2)
    params.context = { includeDeclaration = false }
    local found = ask('textDocument/references', params)
    local elsewhere = vim.tbl_filter(function(location)
      return location.uri:find('second.sigla', 1, true)
    end, found)
    return #elsewhere == 1 and #found > 3 and found
  end)
  check('it is mentioned in a document that is not open', mentions ~= nil, mentions)
  put_cursor('Ghulja [Yining]', 2)
  vim.lsp.buf.rename('Kuldja')
  check('it is renamed here', await(function()
    return pcall(place, 'Kuldja [Yining]') and not pcall(place, 'Ghulja')
  end), vim.api.nvim_buf_get_lines(0, 26, 30, false))
  local other = vim.fn.bufadd(vim.fs.joinpath(vim.fn.getcwd(), 'second.sigla'))
  vim.fn.bufload(other)
  local line = vim.api.nvim_buf_get_lines(other, 0, 1, false)[1]
  check('and there, where it is meant', line == 'Nobody left Kuldja. The Ghuljaite camp is another.', line)

  client:stop()
  check('the server ends', await(function()
    return client:is_stopped()
  end), client)
  local messages = vim.fn.execute('messages')
  check('nothing complains', vim.v.errmsg == '' and not messages:find('[Ee]rror'), { vim.v.errmsg, messages })
  local log = io.open(vim.lsp.log.get_filename())
  local logged = log and log:read('a') or ''
  check('nor does the log', not logged:find('%[ERROR%]'), logged)
end

it.run(test)
