-- A newcomer's way from the raw report to a file that can be published, as docs/editors/neovim.md tells it: `:Sigla new`, then what the
-- editor offers at each finding.

local it = require('check')
local check, await = it.check, it.await

--- The findings as they are seen: line and rule.
local function seen()
  local all = vim.tbl_map(function(finding)
    return ('%d %s'):format(finding.lnum + 1, finding.code)
  end, vim.diagnostic.get(0))
  return all
end

--- Chooses what is offered at the first finding of a rule, by its title, and waits until that finding is gone. Findings of a
--- moment ago may still stand where the text has moved, and offer nothing; then it is tried again.
local function choose(rule, title)
  local message, count
  local chosen = await(function()
    local finding = it.found(rule)[1]
    if not finding then
      return false
    end
    message, count = finding.message, #it.found(rule)
    vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, math.max(0, math.min(finding.col, #vim.fn.getline(finding.lnum + 1) - 1)) })
    local tick = vim.b.changedtick
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.title == title
      end,
    })
    return await(function()
      return vim.b.changedtick ~= tick
    end, 300)
  end)
  check(('`%s` at `%s`'):format(title, message), chosen and await(function()
    return #it.found(rule) < count
  end), seen())
end

--- Types a line over another.
local function type_over(before, after)
  local row = it.place(before)
  vim.api.nvim_buf_set_lines(0, row, row + 1, false, after)
end

it.run(function()
  check('the raw text is open', vim.bo.filetype == 'text' and vim.fn.line('$') > 200, vim.bo.filetype)
  vim.cmd('Sigla new')
  check('it becomes a document', await(function()
    return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] == '---'
  end))
  vim.cmd('write')
  check('with findings', await(function()
    local spacing = it.found('brackets/spacing')[1]
    return spacing and vim.fn.getline(spacing.lnum + 1):find('[SIC]-', 1, true)
  end), seen())

  choose('brackets/unopened', 'Open the bracket at the start of the line')
  type_over('[Nº 1-1 p. 282]', { '[handwritten: Nº 1-1 p. 282]' })
  type_over('@classification', { '[l. 334]', '', '@classification Copy. Top Secret' })
  choose('names/first-mention-unglossed', 'Gloss it here: [Akesu]')
  choose('names/first-mention-unglossed', 'Gloss it here: [Kashi]')
  choose('brackets/spacing', 'Put a space there')
  choose('names/two-spellings', 'Allow names/two-spellings here')
  choose('names/one-gloss-two-names', 'Allow names/one-gloss-two-names here')
  choose('text/numero-signs-mixed', 'Allow text/numero-signs-mixed here')
  vim.lsp.buf.format({ async = false })
  await(function()
    return #vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.WARN } }) == 0
  end)
  check('nothing is left to mend', #vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.WARN } }) == 0, vim.diagnostic.get(0))
  io.stdout:write('left: ' .. vim.inspect(seen()) .. '\n')
  vim.cmd('write')
  local said = vim.fn.system({ 'sigla', 'check', vim.api.nvim_buf_get_name(0) })
  check('and the command finds nothing wrong', vim.v.shell_error == 0, said)
  io.stdout:write(said .. '\n')
  vim.cmd('Sigla preview')
  check('it reads well', it.line_of('preview', 'Ghulja %[Yining%]') ~= nil, it.view('preview'))
end)
