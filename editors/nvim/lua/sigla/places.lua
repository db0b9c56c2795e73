--- The places of a document or of its collection, in the list of the quickfix window: `:Sigla places`.

local server = require('sigla.server')

--- `Ghulja, today Yining (China), 43.91 N 81.32 E`.
local function described(place)
  local name = place.name
  if place.modern and place.modern ~= place.name then
    name = ('%s, today %s'):format(name, place.modern)
  end
  if place.country then
    name = ('%s (%s)'):format(name, place.country)
  end
  local latitude = ('%.2f %s'):format(math.abs(place.lat), place.lat < 0 and 'S' or 'N')
  local longitude = ('%.2f %s'):format(math.abs(place.lon), place.lon < 0 and 'W' or 'E')
  return ('%s, %s %s%s'):format(name, latitude, longitude, place.certain and '' or ', perhaps')
end

local M = {}

--- Lists them; `scope` is `document` or `collection`.
function M.list(scope)
  local bufnr = vim.api.nvim_get_current_buf()
  server.request(bufnr, 'sigla/places', { textDocument = server.document(bufnr), scope = scope }, function(result, client)
    local items = {}
    local function add(mentions, text)
      local locations = vim.tbl_map(function(mention)
        return { uri = mention.uri, range = mention.range }
      end, mentions)
      for _, item in ipairs(vim.lsp.util.locations_to_items(locations, client.offset_encoding)) do
        item.text = text
        table.insert(items, item)
      end
    end
    for _, place in ipairs(result and result.places or {}) do
      add(place.mentions, described(place))
    end
    for _, place in ipairs(result and result.unplaced or {}) do
      add(place.mentions, ('%s: %s'):format(place.name, place.why))
    end
    if #items == 0 then
      server.say('no place is known here')
      return
    end
    vim.fn.setqflist({}, ' ', { title = 'Places', items = items })
    vim.cmd('botright copen')
  end)
end

return M
